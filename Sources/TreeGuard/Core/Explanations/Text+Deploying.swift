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
}
