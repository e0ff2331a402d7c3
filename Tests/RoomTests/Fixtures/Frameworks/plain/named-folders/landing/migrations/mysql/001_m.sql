CREATE TABLE m (id bigint);
