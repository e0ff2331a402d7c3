-- +micrate Up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- +micrate Down
DROP TABLE jobs;
