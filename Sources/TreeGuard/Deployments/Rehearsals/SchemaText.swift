/// A schema as pg_dump writes it, without what says nothing of it.
package struct SchemaText: Hashable, Sendable {
    package let lines: [String]

    package init(_ dump: String) {
        lines = dump.split(separator: "\n").map(String.init).filter { line in
            // Comments, psql's own commands (\restrict with a new word each time), and the session's settings.
            !line.hasPrefix("--") && !line.hasPrefix("\\") && !line.hasPrefix("SET ")
                && !line.hasPrefix("SELECT pg_catalog.set_config")
                // A right of our own.
                && !line.hasSuffix(" TO \(CopiedSurroundings.makingRole);")
        }
    }

    /// The differences, line by line: "- gone", "+ new". pg_dump sorts by name, so that the order in which objects were
    /// made plays no part; the order of a table's columns does.
    package func differences(to later: SchemaText) -> [String] {
        later.lines.difference(from: lines).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }
}
