-- migrate:up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- migrate:down
DROP TABLE jobs;
