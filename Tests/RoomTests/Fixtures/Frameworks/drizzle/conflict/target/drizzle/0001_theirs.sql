CREATE TABLE "b" (
	"id" bigint PRIMARY KEY NOT NULL
);
