-- +goose Up
CREATE TABLE steps (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE steps;
