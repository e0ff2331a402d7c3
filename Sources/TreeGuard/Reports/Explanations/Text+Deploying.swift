extension Explanation.Text {
    static let notDeployable = Explanation.Text(
        "A file that TreeGuard cannot run in parts, each of which is done as a whole or not at all.",
        because: [
            "It holds what the server never sees (psql's \\i, \\if, \\gexec) or what nobody could read.",
            "It rolls back, or begins a transaction that it does not commit.",
            "Inside its own BEGIN it has a statement that PostgreSQL refuses there, such as CREATE INDEX CONCURRENTLY.",
        ],
        so: [
            "Take the line that the message names out of the file, or into a file of its own.",
            "Or run the file with its own tool, and see with treeguard check whether everything arrived.",
        ])

    static let deploymentRefused = Explanation.Text(
        "The deployment was not begun: something about it is not in order. Nothing was changed.",
        because: [
            "The database is in a state that nobody planned: something is half there, was edited, or would be skipped.",
            "An environment that comes first (after = staging) does not have the migrations yet.",
            "A file is not committed, or a statement would fail as production is now.",
        ],
        so: [
            "The message says which; treeguard check --verbose shows every object, found and missing.",
            "treeguard deploy --dry-run shows what would run, and asks nobody.",
        ])

    static let personRequired = Explanation.Text(
        "An agent ran a command that only a person may run. Nothing was changed.",
        because: [
            "deploy, rollback, repair or firewall open would change an environment that is required, or one that "
                + ".treeguard does not know, or a database that is a required one under another name.",
            "allow or uninstall would set the guard aside.",
            "A variable says that an agent runs it (CLAUDECODE, GEMINI_CLI, CODEX_SANDBOX and others), or the agent's own "
                + "hook does.",
        ],
        so: [
            "An agent stops here, and reports what the message says. --dry-run, plan, rehearse and check are open to it, "
                + "and so is deploy to an environment that is not required.",
            "A person runs the command that the message prints, in a terminal that no agent has started. An editor's "
                + "terminal may carry an agent's variable: unset it there.",
            "A team that trusts its agents with a required environment writes it into .treeguard on the target branch: "
                + "[agent] deploy = NAME. That is for deploy alone.",
        ])

    static let deploymentFailed = Explanation.Text(
        "A deployment ended before its end. The message says what is done and what is not.",
        because: [
            "The server refused a statement, or did not get a lock in time: its transaction was rolled back.",
            "The connection broke: the server undoes what was not committed.",
            "A statement that runs alone (CREATE INDEX CONCURRENTLY) was interrupted: the next run clears up after it.",
            "deploy.before or the backup failed: then nothing was written. Or deploy.verify, a file 001_x.verify.sql or "
                + "deploy.health found something wrong afterwards: then every file is in.",
        ],
        so: [
            "treeguard check tells where the database stands.",
            "Once the cause is gone, treeguard deploy goes on where it stopped: nothing is lost, nothing is done twice.",
        ])

    static let deploymentUnderWay = Explanation.Text(
        "Somebody else is deploying to the same database. Only one may, from whatever machine.",
        because: [
            "A colleague or a pipeline runs treeguard deploy at this moment: the message says who, and from where.",
            "A deployment was killed a moment ago, and the server has not noticed yet.",
        ],
        so: [
            "Wait until it is over, and deploy again: what it brought in is not run a second time.",
            "The lock is advisory lock 8390880541946503538 of that database, held by the session that the message names.",
        ])
}
