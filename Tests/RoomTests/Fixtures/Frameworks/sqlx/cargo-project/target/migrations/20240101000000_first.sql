CREATE TABLE firsts (id bigint PRIMARY KEY);
