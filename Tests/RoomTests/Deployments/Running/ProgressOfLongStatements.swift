import Testing
import TreeGuardDeployments
import TreeGuardSchema

/// How far a long statement has come, as the server's version can tell.
@Suite struct ProgressOfLongStatements {
    @Test(arguments: [
        (100_004, ["vacuum"]), (110_020, ["vacuum"]), (120_000, ["vacuum", "cluster", "create_index"]),
        (130_003, ["vacuum", "cluster", "create_index", "analyze"]),
        (150_004, ["vacuum", "cluster", "create_index", "analyze", "copy"]),
    ])
    func onlyReportsThatTheServerHasAreAskedFor(version: Int, reports: [String]) {
        let sql = LongStatement.question(4711, version: version).sql
        let all = ["vacuum", "cluster", "create_index", "analyze", "copy"]
        #expect(all.filter { sql.contains("pg_stat_progress_\($0) ") } == reports)
    }

    @Test(
        arguments: [
            ([nil, "scanning heap", "512", "2048", "blocks"], "scanning heap, 512 of 2048 blocks"),
            ([nil, "copying", "7000", "0", "rows"], "copying, 7000 rows"),
            ([nil, "initializing", "0", "0", "blocks"], "initializing"),
            (["process 7 (ada, psql)", "copying", "7", "0", "rows"], "waiting for process 7 (ada, psql)"),
        ] as [([String?], String)])
    func itIsSaidInOneLine(row: [String?], words: String) { #expect(LongStatement(row).words == words) }

    @Test func whereNothingIsReportedNothingIsSaid() { #expect(LongStatement([nil, nil, nil, nil, nil]).words == nil) }
}
