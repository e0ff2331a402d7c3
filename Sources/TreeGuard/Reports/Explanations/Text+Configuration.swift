// What is wrong before anybody is asked: the command line and the configuration.
extension Explanation.Text {
    static let usage = Explanation.Text(
        "The command line names something that does not exist, or leaves out something that must be there.",
        because: ["A word is misspelled: the message suggests the nearest one."],
        so: ["treeguard COMMAND --help shows what a command takes, with an example."])

    static let configurationInvalid = Explanation.Text(
        """
        The team's file .treeguard, or a setting of git's own (git config treeguard.*), says something that means \
        nothing. Rather than guess, TreeGuard stops.
        """,
        because: [
            "A name is misspelled, a section lacks its quotes, or a value is none of those allowed.",
            "The file that counts is the one on the target branch, not the one in front of you: a branch cannot "
                + "switch off its own gate.",
        ],
        so: [
            "The message names the file and the setting, and the word that was probably meant.",
            "The file has git's own syntax, so git can read and change it.",
        ],
        example: """
            git config --file .treeguard --list
            git config --file .treeguard guard.onPending block
            """)

    static let passwordInTrackedFile = Explanation.Text(
        """
        A file that git tracks holds the password of a database. Everybody who can clone the repository can read it, \
        also after it was removed, because history keeps it.
        """,
        because: ["The address in .treeguard was copied together with its password."],
        so: [
            "Let .treeguard say where the address is to be found, and keep the address out of git.",
            "Change the password: it must be taken for known.",
        ],
        example: """
            [environment "production"]
                url = env:PRODUCTION_DATABASE_URL
            """)

    static let productionNotConfigured = Explanation.Text(
        "Nobody has said where production is, and this change has migrations, so there is somebody to ask.",
        because: [
            "Looked for, in this order: TREEGUARD_PRODUCTION_URL, .env.production, then .env (DATABASE_URL, or "
                + "DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER and PGPASSWORD).",
            "The files are looked for at the root of the worktree, then of the main one: git does not copy those that "
                + "it ignores, and a fresh clone has none.",
            "A database on this very machine is never taken for production, unless .treeguard names it so.",
        ],
        so: [
            "Set TREEGUARD_PRODUCTION_URL, or name an environment in .treeguard.",
            "treeguard check --verbose says which of these places it took.",
        ],
        example: """
            [environment "production"]
                url = dotenv:.env#PRODUCTION_URL
                required = true
            """)

    static let connectionInvalid = Explanation.Text(
        "There is an address for the database, and it is none that PostgreSQL's own programs would understand.",
        because: [
            "A character of the password that means something in a URL (@ : / # %) is not spelled as %40 and so on.",
            "A variable in .env was left empty, or refers to another one that does not exist.",
            "The address is for a driver (postgresql+asyncpg://, jdbc:postgresql://), or for another database.",
        ],
        so: ["Put the address right where the message says that it was found. psql takes the same one."],
        example: "psql \"$TREEGUARD_PRODUCTION_URL\" -c 'select 1'")
}
