-- Up migration for the orders
CREATE TABLE c (id bigint);
