CREATE TABLE suppliers (id bigint);
