
CREATE TABLE jobs (id bigint PRIMARY KEY);

---- create above / drop below ----
DROP TABLE jobs;
