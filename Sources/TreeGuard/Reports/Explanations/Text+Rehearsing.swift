extension Explanation.Text {
    static let dumpFailed = Explanation.Text(
        "pg_dump could not read the schema, or rows that were asked for. Nothing was written anywhere.",
        because: [
            "The role that TreeGuard uses may not read every table: pg_dump locks each for reading, even for its schema.",
            "The server is newer than the pg_dump of this machine.",
            "Somebody holds a lock that keeps readers out, or the connection broke half-way.",
        ],
        so: [
            "GRANT pg_read_all_data TO that role: it can read everything and write nothing.",
            "Install PostgreSQL's programs of the server's version.",
            "The message is pg_dump's own.",
        ])

    static let extensionMissing = Explanation.Text(
        "The schema uses an extension that PostgreSQL on this machine does not have, so that no copy can be made.",
        because: ["Extensions are files beside the server's programs; a schema only names them."],
        so: [
            "Install the package that the message names, of the same version of PostgreSQL.",
            "apt-cache search postgresql-15 lists what there is for PostgreSQL 15.",
        ])

    static let schemaNotLoaded = Explanation.Text(
        "A server of this machine refused a statement of production's schema or rows, so that no copy was made.",
        because: [
            "The schema names what only that server has: a collation of its system, a provider's own functions.",
            "It is newer than the server of this machine.",
            "Rows that --data copied do not fit by themselves.",
        ],
        so: [
            "The message has the statement's line and the server's words.",
            "pg_dump --schema-only shows the schema as it was loaded.",
            "Deploy to a staging database first: after = staging in .treeguard asks for that.",
        ])

    static let notRehearsable = Explanation.Text(
        "A statement needs a right that no role has on a rehearsal's copy. It was not tried.",
        because: [
            "A rehearsal runs the branch's SQL on this machine, where a superuser could read your files and run programs. "
                + "So its roles are ordinary ones, whatever they are in production.",
            "It reads or writes a file of the server's, runs a program, loads a library, makes an extension or function "
                + "that does, or changes the server's settings.",
            "Roles, and the extensions that come with PostgreSQL, are made by the copy's superuser where production's "
                + "deployer may make them: only where the statement stands by itself in the file, not in a DO block.",
        ],
        so: [
            "Where production's role has no such right either, the deployment would fail as well: GRANT it there.",
            "Put such a statement into a file of its own: whoever runs the server runs that, and the rest can be rehearsed.",
            "Deploy to a staging database first: after = staging in .treeguard asks for that.",
        ])

    static let noWayBack = Explanation.Text(
        "What a migration did cannot be undone by TreeGuard. Nothing was changed.",
        because: [
            "It dropped or changed rows, and what they were is kept nowhere.",
            "What was there before it is not known: no deployment of TreeGuard's looked, and no earlier file says it.",
            "PostgreSQL has no way back from it: a value of an enum.",
            "Later migrations stand on what it made.",
        ],
        so: [
            "Write the way back yourself, into a file beside the migration (001_x.down.sql): TreeGuard runs that.",
            "Or write a new migration that puts right what is wrong.",
            "treeguard plan tells before a deployment which files have no way back.",
        ])

    static let rowsWouldBeLost = Explanation.Text(
        "Rolling back would drop a table that has rows, or a column that has values. Nothing was changed.",
        because: [
            "Somebody wrote to what the migration made. No way back brings these rows again.",
            "The rows could not be counted: the role may not read them, or counting took too long. Then they count as there.",
            "The way back changes rows by itself (DELETE, UPDATE, CASCADE, code), and nobody can tell which.",
        ],
        so: [
            "Back the rows up first: pg_dump --table.",
            "Then name each table whose rows may go, as PostgreSQL writes it: --accept-loss public.jobs, "
                + "--accept-loss 'public.\"Jobs\"'. It covers the columns of that table, too.",
            "Where nobody can tell what a file changes, name the file: --accept-loss migrations/002_x.sql.",
            "--yes answers the question whether to go on. It accepts no loss.",
        ],
        example: "treeguard rollback --last --dry-run")
}
