import TreeGuardBase
import TreeGuardSchema

/// An INVALID index that an earlier CREATE INDEX CONCURRENTLY left, and that a file builds with the same statement.
package struct FailedBuild: Hashable, Sendable {
    package var index: ObjectName
    package var table: ObjectName
    /// The range of the file's statement that builds it.
    package var range: SourceRange
    /// The session that may be building it now, for people: "process 4711 of ada".
    package var builder: String?

    package init(index: ObjectName, table: ObjectName, range: SourceRange) {
        self.index = index
        self.table = table
        self.range = range
    }

    /// The failed builds of a file, if nothing else of the file exists: apart from them, it is pending. An INVALID
    /// index with another definition is not ours.
    package static func all(
        in evidence: Evidence, of instructions: [Instruction], _ catalog: Catalog
    ) -> [FailedBuild] {
        guard evidence.isUnfinished else { return [] }
        let concurrent = Set(instructions.filter(\.execution.isConcurrent).flatMap(\.indexNames))
        let comparison = DefinitionComparison(searchPath: catalog.searchPath)
        var builds: [FailedBuild] = []
        var rest = evidence
        for observation in evidence.observations {
            guard observation.status == .differs([Match.invalid]), observation.effect.role == .create,
                case .index(let name) = observation.effect.identity, concurrent.contains(name.name),
                case .present(.index(let expected, isNamed: true)) = observation.effect.claim.expectation,
                case .index(var found, _)? = catalog.objects[observation.effect.identity]
            else { continue }
            found.isValid = true
            let match = comparison.match(expected, found)
            guard match.isSame, match.uncompared.isEmpty else { continue }
            builds.append(FailedBuild(index: name, table: found.table, range: observation.effect.range))
            rest.observations.removeAll { $0 == observation }
        }
        let facts = rest.facts
        return facts.has(.proof) || facts.has(.off) || facts.isUnfinished ? [] : builds
    }

    /// Asks which session holds the lock that a concurrent build holds on the table from beginning to end.
    /// pg_stat_progress_create_index tells more, but hides it from unprivileged roles; everybody sees this lock.
    package var builderQuestion: Question {
        Question(
            """
            SELECT l.pid, a.usename, coalesce(a.application_name, '') FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND l.relation = pg_catalog.to_regclass($1::text) AND l.pid <> pg_catalog.pg_backend_pid()
                -- The server's own workers, which are nobody, build no index.
                AND a.usename IS NOT NULL
            ORDER BY a.pid LIMIT 1
            """, [table.sql])
    }

    package mutating func note(builder answer: Answer) {
        guard let row = answer.rows.first, row.count == 3, let process = row[0] else { return }
        let program = row[2].flatMap { $0.isEmpty ? nil : " (\(Escaped($0)))" } ?? ""
        builder = "process \(process) of \(Escaped(row[1] ?? ""))\(program)"
    }
}

extension Instruction {
    fileprivate var indexNames: [String] {
        statements.compactMap { if case .createIndex(let create) = $0.kind { create.name } else { nil } }
    }
}
