CREATE TABLE y (id bigint);
