-- up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- down
DROP TABLE jobs;
