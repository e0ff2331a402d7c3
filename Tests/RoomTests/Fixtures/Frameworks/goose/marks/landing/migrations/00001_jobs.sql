-- +goose Up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE jobs;
