import Testing
import TreeGuardReports
import TreeGuardSchema
import TreeGuardVerdicts

/// How the lines below a migration come about.
@Suite struct EvidenceLines {
    private let jobs = ObjectName(schema: "public", "jobs")

    private func told(_ observations: [Observation]) -> [String] {
        evidenceLines(observations).map { line in
            [line.kind, line.name, line.extent.map { "(\($0))" }, line.table.map { "on \($0)" }]
                .compactMap(\.self).joined(separator: " ") + ": " + line.detail
        }
    }

    @Test func allThatBelongsToAMissingTableIsFolded() {
        let table = tableFindings(jobs, columns: ["id", "title"], indexes: ["idx_jobs_title"], .absent)
        let comments = [
            observation(.comment(on: .relation(jobs)), .text("x"), .absent),
            observation(.comment(on: .column(of: jobs, "id")), .text("x"), .absent),
            observation(.comment(on: .index(ObjectName(schema: "public", "idx_jobs_title"))), .text("x"), .absent),
            observation(.trigger(of: jobs, "t"), .exists, .absent),
        ]
        #expect(told(table + comments) == ["table jobs (2 columns): absent"])
    }

    @Test func anIndexOfAMissingTableThatIsThereAllTheSameIsNamed() {
        let index = observation(
            .index(ObjectName("idx")), .index(Index(on: jobs, elements: []), isNamed: true),
            .differs(["table is other, expected jobs"]))
        let lines = told(tableFindings(jobs, columns: ["id"], .absent) + [index])
        #expect(lines == ["table jobs (1 column): absent", "index idx: table is other, expected jobs"])
    }

    @Test func theColumnsOfAGoodTableAreCounted() {
        #expect(
            told(tableFindings(jobs, columns: ["id", "title"], .holds)) == [
                "table jobs: present, 2 of 2 columns", "constraint jobs_pkey on jobs: present",
            ])
    }

    @Test func columnsThatDifferAreNamedBelowTheirTable() {
        let observations = [
            observation(.index(ObjectName("idx_first")), .exists, .absent),
            observation(.relation(jobs), .relation(.table)),
            observation(.column(of: jobs, "id"), .column(Column())),
            observation(
                .column(of: jobs, "title"), .column(Column()), .differs(["is text, expected character varying(20)"])),
            observation(.column(of: jobs, "Note"), .column(Column()), .absent),
        ]
        #expect(
            told(observations) == [
                "index idx_first: absent", "table jobs: present, 1 of 3 columns", "column jobs.\"Note\": absent",
                "column jobs.title: is text, expected character varying(20)",
            ])
    }

    @Test func aColumnAddedToATableOfAnotherMigrationStandsAlone() {
        #expect(
            told([observation(.column(of: jobs, "title"), .column(Column()), .absent, role: .alter)]) == [
                "column jobs.title: absent"
            ])
    }

    @Test func whatWasNotComparedIsNamed() {
        let observations = [
            observation(.relation(jobs), .relation(.table)),
            observation(
                .column(of: jobs, "at"), .column(Column()), .holdsUncompared(["default", "generation expression"])),
        ]
        let lines = told(observations)
        #expect(
            lines == [
                "column jobs.at: present, default and generation expression not compared",
                "table jobs: present, 1 of 1 column",
            ])
    }

    @Test func whatIsDroppedIsGoneOrStillThere() {
        #expect(told([observation(.relation(jobs), .exists, role: .drop)]) == ["relation jobs: gone"])
        #expect(
            told([observation(.relation(jobs), .exists, .stillThere, role: .drop)]) == ["relation jobs: still there"])
    }

    @Test func theWorstComesFirst() {
        let statuses: [Observation.Status] = [
            .holds, .holdsUncompared(["default"]), .stillThere, .differs(["differs"]), .absent,
        ]
        let observations = statuses.enumerated().map { observation(.schema("s\($0)"), .exists, $1) }
        #expect(evidenceLines(observations).map(\.mark) == EvidenceLine.Mark.allCases)
        #expect(evidenceLines([]) == [])
    }

    @Test(
        arguments: [
            (ObjectIdentity.schema("App"), "schema \"App\""),
            (.relation(ObjectName(schema: "app", "jobs")), "relation app.jobs"),
            (.routine(ObjectName(schema: "public", "f"), [TypeName(ObjectName("int4"))]), "function f(integer)"),
            (.routine(ObjectName("f"), nil), "function f"),
            (.type(ObjectName("mood")), "type mood"),
            (.enumValue(of: ObjectName("mood"), "so so"), "enum value mood 'so so'"),
            (.extension("pg_trgm"), "extension pg_trgm"),
            (.policy(of: ObjectName("jobs"), "tenant"), "policy tenant on jobs"),
            (.rule(of: ObjectName("jobs"), "r"), "rule r on jobs"),
            (.comment(on: .trigger(of: ObjectName("jobs"), "t")), "comment on trigger t on jobs"),
            (.comment(on: .column(of: ObjectName("jobs"), "id")), "comment on jobs.id"),
            (.other(kind: "publication", ObjectName("p")), "publication p"),
        ])
    func everyKindOfObjectHasItsWords(identity: ObjectIdentity, words: String) {
        #expect(told([observation(identity)]) == ["\(words): present"])
    }

    @Test func statementsThatNobodyCanVerifyAreListedInTheirOrder() {
        func range(_ line: Int) -> SourceRange { SourceRange(offset: line, length: 1, line: line, column: 1) }
        let script = Script([
            Statement(.data(command: "INSERT"), at: range(12)),
            Statement(.unanalysable(reason: "syntax error"), at: range(3)),
        ])
        #expect(script.unverifiedLines == ["line 3: cannot be read: syntax error", "line 12: INSERT"])
    }
}
