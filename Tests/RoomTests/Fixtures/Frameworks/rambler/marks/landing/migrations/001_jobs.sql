-- rambler up
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- rambler down
DROP TABLE jobs;
