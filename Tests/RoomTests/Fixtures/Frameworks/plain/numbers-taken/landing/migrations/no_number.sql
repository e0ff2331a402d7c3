CREATE TABLE n (id bigint);
