-- ==== UP ====
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- ==== DOWN ====
DROP TABLE jobs;
