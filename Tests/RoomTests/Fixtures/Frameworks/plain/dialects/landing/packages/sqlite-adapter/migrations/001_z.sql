CREATE TABLE z (id bigint);
