CREATE TABLE "c" (
	"id" bigint PRIMARY KEY NOT NULL
);
