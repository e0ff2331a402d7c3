-- // jobs
CREATE TABLE jobs (id bigint PRIMARY KEY);

-- //@UNDO
DROP TABLE jobs;
