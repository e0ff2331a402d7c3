import TreeGuardSchema

/// A lock that a statement held.
package struct HeldLock: Hashable, Sendable {
    package var mode: String
    /// The name of the table, index or sequence.
    package var relation: String

    package init(mode: String, relation: String) {
        self.mode = mode
        self.relation = relation
    }
}

/// The questions about a session whose transaction is open, asked by itself or by another session.
package enum Sighting {
    /// The question for locks on relations that other sessions can see: each row has a mode, a relation, and whether
    /// the session waits for the lock.
    ///
    /// - Parameter process: the session's process id; nil for the session that asks
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

    /// The statement that locks every table against schema changes, so that such a change waits; empty if there are no
    /// tables. Rows can still be read and written.
    package static let holding = Question(
        """
        SELECT 'LOCK TABLE ' || string_agg(format('ONLY %I.%I', n.nspname, c.relname), ', ')
            || ' IN SHARE UPDATE EXCLUSIVE MODE'
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
            AND pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        """)

    /// True if the session still waits for a lock.
    package static func waits(_ locks: Answer) -> Bool { locks.rows.contains { $0.last == "t" } }

    /// The question for all relations that a lock may be on.
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

    /// The question for the file of each table and index: a new file means that the relation was rewritten.
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

    /// The file and name of each table, by its oid.
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
    /// The name for reports, without the schema `public`.
    var shownInReports: String { schema == "public" ? quotedIdentifier(name) : description }
}
