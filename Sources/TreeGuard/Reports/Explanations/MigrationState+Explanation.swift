import TreeGuardVerdicts

extension MigrationState {
    var explanationText: Explanation.Text {
        switch self {
        case .applied:
            Explanation.Text(
                """
                The database has it: the ledger says so and nothing in the catalog speaks against it, or (plain SQL, \
                without a ledger) every object it makes is there as it makes it.
                """,
                so: ["Nothing."])
        case .pending:
            Explanation.Text(
                "The database does not have it, not even in part, and the framework will run it next time.",
                because: ["It was not deployed yet."],
                so: [
                    "treeguard deploy shows what would run, asks, runs it, and verifies what it left behind.",
                    "Or deploy it with the framework's own command, and then: treeguard check.",
                ])
        case .partial: halfDone
        case .untracked:
            Explanation.Text(
                """
                All that it makes is there, and the framework's ledger does not know of it. The framework would run it \
                again, and fail with "already exists", or worse, succeed.
                """,
                because: [
                    "Somebody ran the file by hand, with psql or in a console.",
                    "`prisma db push`, `drizzle-kit push` or the like made the objects without recording a migration.",
                    "The database was restored from a dump that left out the ledger's table.",
                ],
                so: [
                    "Make sure that it is the same thing: treeguard check --verbose lists every object.",
                    "Record it with the framework's own command, which writes the row without running the file.",
                ],
                example: """
                    prisma migrate resolve --applied 20240101120000_widgets
                    alembic stamp 1975ea83b712
                    """)
        case .missing:
            Explanation.Text(
                "The ledger says that it was applied, and the catalog does not have all of it. Believe the catalog.",
                because: [
                    "An object was dropped or renamed by hand afterwards.",
                    "The migration was marked as applied without being run (`prisma migrate resolve --applied`, "
                        + "`alembic stamp`, `--fake`).",
                    "The ledger belongs to another schema or another database than the objects.",
                ],
                so: [
                    "treeguard check --verbose names what is missing.",
                    "Bring it back with a new migration; running the old one again is not what the framework will do.",
                ])
        case .edited:
            Explanation.Text(
                """
                The file is no longer what was applied. Databases that have run it keep the old effect; new ones will \
                get the new one, and from then on they differ.
                """,
                because: [
                    "A migration that others had deployed already was corrected in place.",
                    "Only line endings or a comment changed: tools that keep a checksum refuse that as well.",
                ],
                so: [
                    "Put the file back (git checkout main -- FILE), and write the correction as a new migration.",
                    "Was it meant, and is production right? Say so in the team's file, with the reason.",
                ])
        case .skipped: skippedText
        case .unknown:
            Explanation.Text(
                "Nobody can say where it stands. The line `why` says what is in the way.",
                because: [
                    "Production could not be asked.",
                    "The file could not be read as PostgreSQL's SQL, in whole or in part: psql commands, another "
                        + "dialect, a placeholder of some tool.",
                    "The ledger could not be read: the role may not, or two tables could be the one.",
                    "It only changes rows (INSERT, UPDATE) or hides what it does in a DO block, and there is no ledger.",
                    "So does a part of it, and all else that it does holds without it too: IF EXISTS, OR REPLACE, an "
                        + "extension, a privilege.",
                    "A definition could not be compared (the query of a view): a server of production's version would.",
                    "It drops what this database may never have had: nothing of the migrations is there.",
                ],
                so: [
                    "Put the cause right and run treeguard check again.",
                    "Where nothing shows whether it ran, treeguard deploy runs it and keeps a record; from then on it is known.",
                    "If it can never be verified, vouch for it in the team's file.",
                ],
                example: """
                    [accept "0003_legacy.sql"]
                        reason = applied by hand in 2019
                    """)
        }
    }

    private var halfDone: Explanation.Text {
        Explanation.Text(
            "Some of what it makes is there, and some is not, or not as it should be. Look before you touch it.",
            because: [
                "A statement failed, and the file did not run inside one transaction.",
                "CREATE INDEX CONCURRENTLY failed and left an INVALID index, which is maintained but never used.",
                "A constraint was added NOT VALID and nobody validated it.",
                "A table of that name existed before, with other columns: IF NOT EXISTS then skips it without a word.",
                "The ledger has a dirty or unfinished row (golang-migrate, prisma).",
            ],
            so: [
                "treeguard check --verbose shows each object, and what is there instead.",
                "Run what is missing by hand, or drop what is half done, and check again.",
                "A dirty row goes with the framework's own command, once the objects are right.",
            ],
            example: """
                DROP INDEX CONCURRENTLY idx_jobs_created;
                CREATE INDEX CONCURRENTLY idx_jobs_created ON jobs (created_at);
                """)
    }

    private var skippedText: Explanation.Text {
        Explanation.Text(
            """
            The database does not have it, and the framework would never run it: no error, no warning, the table just \
            never comes. This is why it always blocks.
            """,
            because: [
                "Its number or date is below the last one applied. Flyway (without outOfOrder), golang-migrate and "
                    + "Drizzle only run what is above. It happens when two branches are merged in another order "
                    + "than they were numbered in.",
                "Drizzle: the entry in meta/_journal.json has a `when` that is not above the last one applied, or the "
                    + "file has no entry at all.",
                "The change removes the file before this database has run it.",
            ],
            so: [
                "Give it a new number or date, above the last one of the target; with Drizzle, generate it anew.",
                "Then run treeguard check: it must say pending.",
            ],
            example: "git mv migrations/0007_widgets.sql migrations/0012_widgets.sql")
    }
}
