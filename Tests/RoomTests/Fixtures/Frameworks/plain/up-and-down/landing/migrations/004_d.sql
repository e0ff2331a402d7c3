CREATE TABLE d (id bigint);
