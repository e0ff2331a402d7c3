module example.org/jobs

require github.com/uptrace/bun v1.2.5
