CREATE TABLE s (id bigint);
