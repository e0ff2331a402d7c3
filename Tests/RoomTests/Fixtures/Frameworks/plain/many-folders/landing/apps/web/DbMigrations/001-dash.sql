CREATE TABLE h (id bigint);
