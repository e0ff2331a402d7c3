// This machine, and TreeGuard itself.
extension Explanation.Text {
    static let outputUnwritable = Explanation.Text(
        "There is a result, and it could not be delivered: standard output does not take it.",
        because: ["The disk to which it goes is full, or may not be written to."],
        so: ["Make room or write elsewhere, and run it again."])

    static let systemCallFailed = Explanation.Text(
        "The operating system refused something that usually works. The message names the call and its reason.",
        because: ["Memory, processes or open files have run out, or a sandbox forbids it."],
        so: ["Put that right and run it again; report it if it makes no sense."])

    static let interrupted = Explanation.Text(
        "It was stopped by Ctrl-C or a signal before there was an answer.",
        because: ["You, or whatever started it, had enough."],
        so: ["Run it again. A check leaves nothing behind, in the database or here."])

    static let internalError = Explanation.Text(
        "TreeGuard met something that it does not understand: a bug of ours. It gives no answer rather than a wrong one.",
        so: ["Report it with the command line and the text. Nothing was changed."])

    static let postgresMissing = Explanation.Text(
        "A throwaway PostgreSQL is needed, and this machine has no server programs, or no user that may run them.",
        because: [
            "Only the client is installed: psql without initdb and postgres.",
            "You are root, whom PostgreSQL refuses, and there is no user postgres to run it as.",
        ],
        so: ["Install the server's package: it brings the programs and the user. It need not be started."],
        example: "apt-get install postgresql")

    static let throwawayServerFailed = Explanation.Text(
        "A throwaway PostgreSQL was made and did not start, or stopped too early. Nothing of yours was touched.",
        because: [
            "The disk for temporary files is full.", "Shared memory or processes are limited, as in a container.",
        ],
        so: ["Read the server's own words in the message, and make room for it.", "Choose another place by TMPDIR."])
}
