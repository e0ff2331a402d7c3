extension EntryPath {
    /// docs/roads.md: every road, and the gate that catches it.
    package static var markdown: String {
        var text = """
            # The roads into a protected branch

            Made by `make docs` from the table that the tests walk: each road on a real repository and a real server, from
            the main worktree and from a linked one. While production lacks the migration it is closed, and the tree is
            clean or the command that restores it is printed; once it is deployed it is open; without migrations the whole
            program is not even started. `$TOPIC` is the branch that brings the migration. A push is also walked with
            the client's hook passed by (`--no-verify`), to the server's own.


            """
        for gate in Gate.allCases {
            text += "## \(gate.rawValue)\n\n| road | command |\n|---|---|\n"
            for road in all where road.gate == gate {
                text +=
                    "| \(road.name) | `\(road.command.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|"))` |\n"
            }
            text += "\n"
        }
        return text + """
            A hook advises the person whose repository it is in. What must hold for everyone belongs where everyone comes
            by: `treeguard install --server` on the server, or `treeguard check` as a required check in continuous
            integration.

            """
    }
}
