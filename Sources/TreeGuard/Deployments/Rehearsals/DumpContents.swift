import TreeGuardBase

/// The contents of a pg_dump archive, by the list that pg_restore prints, and who loads which entry.
///
/// A schema is text that somebody else wrote. What makes a table, an index or a constraint may evaluate functions of that
/// schema, and is left to a role without rights over the machine. What takes a superuser (extensions, languages, base
/// types, operators) evaluates none.
package struct DumpContents: Hashable, Sendable {
    /// Entries that are loaded one after the other by one role.
    package struct Stretch: Hashable, Sendable {
        package var isForSuperuser: Bool
        package var entries: [Int]

        /// The list as `pg_restore --use-list` reads it.
        package var list: String { entries.map { "\($0);\n" }.joined() }
    }

    /// In the order in which they are loaded.
    package private(set) var stretches: [Stretch] = []
    /// Rights and comments, once everything is there.
    package private(set) var rights = Stretch(isForSuperuser: true, entries: [])
    package private(set) var eventTriggers = 0
    package private(set) var userMappings = 0

    package init(_ listing: String) {
        for line in listing.split(separator: "\n") where line.first?.isNumber == true {
            // "215; 1259 16385 TABLE public orders app"
            let words = line.split(separator: " ")
            guard words.count > 3, let entry = Int(words[0].dropLast()) else { continue }
            add(entry, words.dropFirst(3).joined(separator: " "))
        }
    }

    private mutating func add(_ entry: Int, _ text: String) {
        func isOf(_ kinds: [String]) -> Bool { kinds.contains { text.hasPrefix($0 + " ") } }
        // It would run in every session, the superuser's included, and belongs to one alone.
        if isOf(["EVENT TRIGGER"]) {
            eventTriggers += 1
        } else if isOf(["USER MAPPING"]) {
            // It holds passwords of other servers.
            userMappings += 1
        } else if isOf(["ACL", "DEFAULT ACL", "COMMENT"]) {
            // A comment or right of what was left out is left out.
            if !text.contains("EVENT TRIGGER ") { rights.entries.append(entry) }
        } else {
            let isForSuperuser = !isOf(DumpContents.evaluating)
            if stretches.last?.isForSuperuser != isForSuperuser {
                stretches.append(Stretch(isForSuperuser: isForSuperuser, entries: []))
            }
            stretches[stretches.count - 1].entries.append(entry)
        }
    }

    /// Kinds whose making may evaluate an expression.
    private static let evaluating = [
        "TABLE", "FOREIGN TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW", "DEFAULT", "CONSTRAINT",
        "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX", "STATISTICS", "TRIGGER", "RULE", "POLICY", "ROW SECURITY",
        "DOMAIN", "AGGREGATE", "TABLE ATTACH", "INDEX ATTACH",
    ]
}
