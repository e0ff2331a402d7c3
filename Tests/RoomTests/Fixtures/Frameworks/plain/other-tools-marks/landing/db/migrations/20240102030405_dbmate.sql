-- migrate:up
CREATE TABLE b (id bigint);

-- migrate:down
DROP TABLE b;
