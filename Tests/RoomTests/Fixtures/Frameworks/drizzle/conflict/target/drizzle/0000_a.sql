CREATE TABLE "a" (
	"id" bigint PRIMARY KEY NOT NULL
);
