CREATE TABLE g (id bigint);
