CREATE TABLE x (id bigint);
