CREATE TABLE all (id bigint);
