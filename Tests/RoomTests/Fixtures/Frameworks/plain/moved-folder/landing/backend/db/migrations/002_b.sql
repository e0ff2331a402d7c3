CREATE TABLE b2 (id bigint);
