CREATE TABLE prices (id bigint);
