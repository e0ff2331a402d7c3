import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardRisk

/// Statements that make others wait for too long, told from those that do not.
@Suite struct HazardsOfPlans {
    /// orders and customers in public, of one size.
    private func tableFacts(bytes: Int?, rows: Int?) -> TableFacts {
        var tableFacts = TableFacts()
        tableFacts.add(["path", nil, "public", nil, nil, nil])
        for name in ["orders", "customers"] {
            tableFacts.add([
                "relation", "public", name, nil, nil, "r", bytes.map(String.init), rows.map(String.init),
            ])
        }
        return tableFacts
    }

    private func hazards(_ sql: String, _ tableFacts: TableFacts?, from part: Int = 0) throws -> [String] {
        try PlanSurvey(.ofFile(sql, from: part), tableFacts).hazards.map {
            "\($0.hazard.line) \($0.hazard.severity.rawValue) \($0.hazard.hazardKind.rawValue)"
        }
    }

    @Test(arguments: [
        (100_000_000, 10, ["1 block index-blocks-writes"]), (10, 1_000_000, ["1 block index-blocks-writes"]),
        (99_999_999, 999_999, ["1 warn index-blocks-writes"]), (10_000_000, 10, ["1 warn index-blocks-writes"]),
        (9_999_999, 99_999, []), (0, 0, []),
    ])
    func howLargeTheTableIsDecides(_ bytes: Int, _ rows: Int, _ expected: [String]) throws {
        #expect(try hazards("CREATE INDEX i ON orders (x)", tableFacts(bytes: bytes, rows: rows)) == expected)
    }

    @Test func whatNobodyKnowsIsTakenToBeLarge() throws {
        #expect(
            try hazards("CREATE INDEX i ON orders (x)", tableFacts(bytes: nil, rows: nil)) == [
                "1 block index-blocks-writes"
            ])
        #expect(try hazards("CREATE INDEX i ON orders (x)", nil) == ["1 block index-blocks-writes"])
    }

    @Test func aTableThatThePlanMakesIsNobodysConcern() throws {
        let sql = """
            CREATE TABLE new (id bigint, o bigint); CREATE INDEX i ON new (id);
            ALTER TABLE new ADD COLUMN a serial; ALTER TABLE new ALTER COLUMN o SET NOT NULL; VACUUM FULL new;
            """
        #expect(try hazards(sql, nil) == [])
        #expect(try hazards(sql, tableFacts(bytes: nil, rows: nil)) == [])
    }

    @Test(arguments: [
        ("ALTER TABLE orders ADD COLUMN a int DEFAULT 1", []),
        ("CREATE INDEX CONCURRENTLY i ON orders (x)", []),
        ("ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0) NOT VALID", []),
        ("ALTER TABLE orders VALIDATE CONSTRAINT c", []), ("DELETE FROM orders", []),
        ("ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0)", ["1 block check-scans"]),
        (
            "ALTER TABLE orders ADD FOREIGN KEY (c) REFERENCES customers", ["1 block foreign-key-scans"]
        ),
        ("ALTER TABLE orders ALTER COLUMN x SET NOT NULL", ["1 block not-null-scans"]),
        ("ALTER TABLE orders ALTER COLUMN x TYPE bigint", ["1 block type-change-rewrites-table"]),
        ("ALTER TABLE orders ADD COLUMN a uuid DEFAULT gen_random_uuid()", ["1 block column-rewrites-table"]),
        ("ALTER TABLE orders ADD UNIQUE (x)", ["1 block constraint-builds-index"]),
        ("VACUUM FULL orders", ["1 block table-is-rewritten"]),
        ("REINDEX TABLE orders", ["1 block reindex-blocks-writes"]),
        (
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;",
            ["2 block validation-under-lock"]
        ),
        ("ALTER TABLE orders ADD COLUMN a int;\nUPDATE orders SET a = 1", ["2 warn rows-under-lock"]),
        ("ALTER TABLE orders ADD COLUMN a int;\nUPDATE customers SET a = 1", ["2 warn rows-under-lock"]),
        ("BEGIN; ALTER TABLE orders ADD COLUMN a int; COMMIT;\nUPDATE orders SET a = 1", []),
    ])
    func everyPerilIsNamed(_ sql: String, _ expected: [String]) throws {
        #expect(try hazards(sql, tableFacts(bytes: 1_000_000_000, rows: 5_000_000)) == expected)
    }

    /// A deployment that was cut off did the first part, and what it set holds for the rest.
    @Test(arguments: [
        (
            "CREATE INDEX i ON orders (x);\nVACUUM orders;\nALTER TABLE orders ADD CHECK (x > 0)",
            ["3 block check-scans"]
        ),
        (
            "ALTER TABLE orders RENAME TO o;\nVACUUM orders;\nCREATE INDEX i ON orders (x)",
            ["3 block index-blocks-writes"]
        ),
        ("SET search_path = other;\nVACUUM orders;\nCREATE INDEX i ON orders (x)", []),
    ])
    func whatIsDoneStopsNobody(_ sql: String, _ expected: [String]) throws {
        #expect(try hazards(sql, tableFacts(bytes: 1_000_000_000, rows: 5_000_000), from: 1) == expected)
    }

    @Test func whatTheTeamAcceptsDoesNotStopADeployment() throws {
        let config = try Config(
            entries: [("accept.1.sql.reason", "at night"), ("accept.1.sql.hazard", "index-blocks-writes")].map {
                (key: $0.0, value: $0.1)
            }, origin: ConfigOrigin())
        #expect(config.acceptance(of: .indexBlocksWrites, in: "db/1.sql")?.reason == "at night")
        #expect(config.acceptance(of: .checkScans, in: "db/1.sql") == nil)
        // It settles the hazard, and says nothing of where the migration stands.
        #expect(config.acceptance(of: "db/1.sql") == nil)
    }
}
