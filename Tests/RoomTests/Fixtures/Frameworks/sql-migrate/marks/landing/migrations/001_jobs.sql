-- +migrate Up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- +migrate Down
DROP TABLE jobs;
