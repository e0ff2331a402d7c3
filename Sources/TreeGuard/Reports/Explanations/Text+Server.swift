// Production's own answers that are none.
extension Explanation.Text {
    static let authenticationFailed = Explanation.Text(
        "The server does not let this user in.",
        because: [
            "The password is wrong or was changed; .env is older than the change.",
            "The user does not exist there, or a proxy wants it in another form (user.project on Supabase).",
            "pg_hba.conf has no line for this user, database and address.",
        ],
        so: [
            "Put the credentials right where the message says they were found, then treeguard check again.",
            "Better still, a role that can only read: TreeGuard needs no more to check.",
        ],
        example: """
            CREATE ROLE treeguard LOGIN;
            GRANT pg_read_all_data TO treeguard;
            """)

    static let databaseMissing = Explanation.Text(
        "The server has no database of that name.",
        because: ["The name is misspelled, or without one: then PostgreSQL takes the user's name for it."],
        so: ["Name the right one in the address. psql -l lists those that there are."],
        example: "psql -h db.example.com -U readonly -l")

    static let permissionDenied = Explanation.Text(
        "The role may not look at something that the check stands on: what it cannot see, it cannot vouch for.",
        because: [
            "It has no USAGE on a schema that the migrations name.",
            "It may not read the framework's own table (schema_migrations, _prisma_migrations, ...).",
        ],
        so: ["Let an administrator grant it; reading is enough."],
        example: """
            GRANT USAGE ON SCHEMA app TO readonly;
            GRANT SELECT ON schema_migrations TO readonly;
            """)

    static let serverStarting = Explanation.Text(
        "The server is up, and not ready yet: it starts, or it recovers from a crash or a restore.",
        because: ["It was just restarted, or a suspended database is waking up (Neon, Aurora Serverless)."],
        so: ["Wait a moment and run treeguard check again."])

    static let serverStopping = Explanation.Text(
        "The server is shutting down, and takes no questions any more.",
        because: ["Maintenance, a new version, a failover to another machine."],
        so: ["Run treeguard check again when it is back. Your provider's page says how far it is."])

    static let tooManyConnections = Explanation.Text(
        "All connections that the server (or its proxy) allows are in use.",
        because: ["The application holds them all, or a pool is larger than max_connections."],
        so: ["Try again in a moment, or go through the pooler: TreeGuard needs one connection, and works behind it."])

    static let statementTimedOut = Explanation.Text(
        "The server took too long over one question and gave up, as it was told to.",
        because: [
            "It is very busy, or catalogs have grown far beyond the usual.",
            "Somebody holds an exclusive lock on a table that is asked about: a deployment that is still running.",
        ],
        so: ["Run treeguard check again later.", "If it stays so, pg_stat_activity shows who holds the lock."],
        example: "select pid, state, query from pg_stat_activity where wait_event_type = 'Lock';")

    static let serverTooOld = Explanation.Text(
        "The server's PostgreSQL is older than TreeGuard can read the catalog of.",
        because: ["Its version is past the end of its support."],
        so: ["Upgrade the server. Until then treeguard migrations still lists what a change brings in."])

    static let queryFailed = Explanation.Text(
        "The server refused a question, for a reason that TreeGuard has no word for. Its own words are in the message.",
        because: [
            "Something that speaks PostgreSQL's protocol and is no PostgreSQL (a proxy, another database).",
            "A ledger's table with other columns than the framework makes.", "A bug in TreeGuard.",
        ],
        so: ["If the server's message does not help, report it with the server's version."])

    static let notPostgreSQL = Explanation.Text(
        "Something answers at that address, and it does not speak PostgreSQL's protocol.",
        because: [
            "The port belongs to another service: a web server, MySQL, an SSH tunnel to the wrong end.",
            "The address is that of an HTTP proxy in front of the database.",
        ],
        so: ["Compare host and port with those that your provider shows, then treeguard check again."])

    static let lockTimedOut = Explanation.Text(
        "Another session holds a lock that the question had to wait for, longer than we may wait.",
        because: ["A migration or a VACUUM FULL is running in production right now."],
        so: ["Wait until it is done, then treeguard check again."],
        example: "SELECT pid, state, query FROM pg_stat_activity WHERE state <> 'idle'")
}

extension Explanation.Text {
    static let ledgerAmbiguous = Explanation.Text(
        "Two tables look like the framework's ledger, and only one can be right.",
        because: [
            "The same tool was once run with another schema or search_path, and left its table there.",
            "Several applications with the same tool share the database.",
        ],
        so: ["Say in .treeguard which one counts for the folder."],
        example: "git config -f .treeguard migrations.apps/web/drizzle.ledger web.__drizzle_migrations")

    static let changedMeanwhile = Explanation.Text(
        "Between the look and the writing, somebody else wrote to the same table. Nothing was changed.",
        because: ["A deployment ran at the same time.", "A colleague repaired the same ledger."],
        so: ["Look again: what was to be recorded may have been recorded by now."],
        example: "treeguard check --all")

    static let ledgerNotRecognised = Explanation.Text(
        "The table that was named as the ledger has other columns than a ledger of that framework.",
        because: [
            "The name is that of another tool's table: several call theirs schema_migrations or migrations.",
            "Of plain SQL: ledgerColumn names no column of it (it is `version` where nothing is said).",
        ],
        so: ["Name the right table, and for plain SQL the column that holds the version or the file name."],
        example: "git config -f .treeguard migrations.db/migrations.ledgerColumn filename")

    static let ledgerOfAnotherTool = Explanation.Text(
        "Another migration tool runs these files and records them in a table that TreeGuard does not write to.",
        because: [
            "The files, the project or production's own tables show a tool whose ledger TreeGuard does not read yet.",
            "Deployed by TreeGuard, the files would get no row in that table: the tool would run them again at its next "
                + "start.",
        ],
        so: [
            "Deploy with the tool itself. Its own status command says what production has.",
            "If the table belongs to another project, or people run these files by hand: framework = plain. Where marks "
                + "divide a file, only its way up is read then.",
            "If TreeGuard should leave the folder alone: framework = none.",
        ],
        example: """
            git config -f .treeguard migrations.db/migrations.framework plain
            git config -f .treeguard migrations.db/migrations.framework none
            """)

    static let ledgerAhead = Explanation.Text(
        "The database records a revision that neither the target nor what would land has a script for.",
        because: [
            "Somebody deployed from a branch that is not merged yet.",
            "The script was deleted, or given another revision, after it had run.",
            "The database belongs to another application, or the clone is old.",
        ],
        so: [
            "Fetch, and look for the revision in every branch.",
            "Merge the branch that brought it first: until then Alembic itself cannot upgrade this database.",
        ],
        example: "git log --all -S1975ea83b712 -- '*.py'")
}
