/// A schema as pg_dump prints it, without the lines that do not describe it.
package struct SchemaText: Hashable, Sendable {
    package let lines: [String]

    package init(_ dump: String) {
        lines = dump.split(separator: "\n").map(String.init).filter { line in
            // Comments, psql commands (\restrict has a new word each time), and session settings.
            !line.hasPrefix("--") && !line.hasPrefix("\\") && !line.hasPrefix("SET ")
                && !line.hasPrefix("SELECT pg_catalog.set_config")
                // A privilege that we granted.
                && !line.hasSuffix(" TO \(CopiedSurroundings.makingRole);")
        }
    }

    /// The differing lines: "- gone", "+ new". pg_dump sorts by name, so that the order in which objects were created
    /// plays no part; the order of a table's columns does.
    package func differences(to later: SchemaText) -> [String] {
        later.lines.difference(from: lines).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }
}
