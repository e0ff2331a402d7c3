CREATE TABLE e (id bigint);
