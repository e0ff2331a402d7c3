CREATE TABLE "cases" (
	"id" bigint PRIMARY KEY NOT NULL
);
