# --- !Ups
CREATE TABLE jobs (id bigint PRIMARY KEY);

# --- !Downs
DROP TABLE jobs;
