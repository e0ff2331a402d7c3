CREATE TABLE f (id bigint);
