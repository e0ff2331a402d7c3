import TreeGuardSchema

/// A lock that the server held for a statement.
package struct HeldLock: Hashable, Sendable {
    package var mode: String
    /// The table, index or sequence.
    package var relation: String

    package init(mode: String, relation: String) {
        self.mode = mode
        self.relation = relation
    }
}

/// Questions about a session's locks while its transaction is open, from itself and from another session.
package enum Sighting {
    /// Locks on what other sessions can see, too: each row a mode and a relation, and whether it is waited for.
    ///
    /// - Parameter process: the session's; nil for the one that asks
    package static func locks(of process: Int? = nil) -> Question {
        Question(
            """
            SELECT l.mode, n.nspname, c.relname, NOT l.granted FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = \(process.map { "\($0)" } ?? "pg_catalog.pg_backend_pid()") AND l.locktype = 'relation'
                AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind <> 'c'
            ORDER BY n.nspname, c.relname, l.mode
            """)
    }

    /// The statement that keeps every table from being changed, so that whoever wants to change one waits; nothing where
    /// there is none. Rows are read and written meanwhile.
    package static let holding = Question(
        """
        SELECT 'LOCK TABLE ' || string_agg(format('ONLY %I.%I', n.nspname, c.relname), ', ')
            || ' IN SHARE UPDATE EXCLUSIVE MODE'
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
            AND pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        """)

    /// True if one of the locks is still waited for.
    package static func waits(_ locks: Answer) -> Bool { locks.rows.contains { $0.last == "t" } }

    /// Whatever has a name that a lock may be on.
    package static let relations = Question(
        """
        SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        """)

    package static func names(_ answer: Answer) -> [String] {
        answer.rows.compactMap { row in
            guard row.count == 2, let schema = row[0], let name = row[1] else { return nil }
            return ObjectName(schema: schema, name).shownInReports
        }
    }

    /// The file in which each table and index lies: another one means that it was written anew.
    package static let files = Question(
        """
        SELECT c.oid, pg_catalog.pg_relation_filenode(c.oid), n.nspname, c.relname FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        """)

    package static func locks(_ answer: Answer) -> [HeldLock] {
        answer.rows.compactMap { row in
            guard row.count == 4, let mode = row[0], let schema = row[1], let name = row[2] else { return nil }
            return HeldLock(mode: mode, relation: ObjectName(schema: schema, name).shownInReports)
        }
    }

    /// Tables by their number: file and name.
    package static func files(_ answer: Answer) -> [String: (file: String, name: String)] {
        var files: [String: (file: String, name: String)] = [:]
        for row in answer.rows where row.count == 4 {
            guard let number = row[0], let file = row[1], let schema = row[2], let name = row[3] else { continue }
            files[number] = (file, ObjectName(schema: schema, name).shownInReports)
        }
        return files
    }
}

extension RehearsalReport.Step {
    package init(_ instruction: Instruction, in duration: Duration) {
        self.init(
            line: instruction.range?.line ?? 0, text: instruction.heading, duration: duration, locks: nil, rewritten: []
        )
    }
}

extension Instruction {
    /// True if it only writes rows.
    package var isOfRows: Bool {
        statements.allSatisfy { if case .data = $0.kind { true } else { false } }
    }
}

extension ObjectName {
    /// The name as a person would write it, without the schema `public`.
    var shownInReports: String { schema == "public" ? quotedIdentifier(name) : description }
}
