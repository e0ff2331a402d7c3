CREATE TABLE late (id bigint);
