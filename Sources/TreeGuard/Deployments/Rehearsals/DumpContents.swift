import TreeGuardBase

/// The contents of a pg_dump archive, from the list that pg_restore prints, and the role that loads each entry.
///
/// A schema is text that somebody else wrote. Creating a table, an index or a constraint may evaluate functions of that
/// schema, so a role without rights over the machine does it. Objects that only a superuser can create (extensions,
/// languages, base types, operators) evaluate none.
package struct DumpContents: Hashable, Sendable {
    /// Consecutive entries that one role loads.
    package struct Stretch: Hashable, Sendable {
        package var isForSuperuser: Bool
        package var entries: [Int]

        /// The entries in the form that `pg_restore --use-list` reads.
        package var list: String { entries.map { "\($0);\n" }.joined() }
    }

    /// The stretches in the order in which they are loaded.
    package private(set) var stretches: [Stretch] = []
    /// Privileges and comments, loaded last.
    package private(set) var rights = Stretch(isForSuperuser: true, entries: [])
    package private(set) var eventTriggers = 0
    package private(set) var userMappings = 0

    package init(_ listing: String) {
        for line in listing.split(separator: "\n") where line.first?.isNumber == true {
            // A line of the list: "215; 1259 16385 TABLE public orders app"
            let words = line.split(separator: " ")
            guard words.count > 3, let entry = Int(words[0].dropLast()) else { continue }
            add(entry, words.dropFirst(3).joined(separator: " "))
        }
    }

    private mutating func add(_ entry: Int, _ text: String) {
        func isOf(_ kinds: [String]) -> Bool { kinds.contains { text.hasPrefix($0 + " ") } }
        // An event trigger would fire in every session, the superuser's too. Only a superuser can own one.
        if isOf(["EVENT TRIGGER"]) {
            eventTriggers += 1
        } else if isOf(["USER MAPPING"]) {
            // User mappings hold passwords of other servers.
            userMappings += 1
        } else if isOf(["ACL", "DEFAULT ACL", "COMMENT"]) {
            // Comments and privileges of a skipped event trigger are skipped as well.
            if !text.contains("EVENT TRIGGER ") { rights.entries.append(entry) }
        } else {
            let isForSuperuser = !isOf(DumpContents.evaluating)
            if stretches.last?.isForSuperuser != isForSuperuser {
                stretches.append(Stretch(isForSuperuser: isForSuperuser, entries: []))
            }
            stretches[stretches.count - 1].entries.append(entry)
        }
    }

    /// Kinds whose creation may evaluate an expression.
    private static let evaluating = [
        "TABLE", "FOREIGN TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW", "DEFAULT", "CONSTRAINT",
        "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX", "STATISTICS", "TRIGGER", "RULE", "POLICY", "ROW SECURITY",
        "DOMAIN", "AGGREGATE", "TABLE ATTACH", "INDEX ATTACH",
    ]
}
