CREATE TABLE a2 (id bigint);
