-- +goose Up
CREATE TABLE a (id bigint);
-- +goose Down
DROP TABLE a;
