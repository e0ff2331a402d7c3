CREATE TABLE o (id bigint);
