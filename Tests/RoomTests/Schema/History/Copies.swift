import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema

/// The parts that a table takes from another, as far as the catalog and the files tell.
@Suite struct Copies {
    private func evidence(_ files: [String], in catalog: String) -> [Evidence] {
        Catalog.after([catalog]).evidence(for: files.map { Script(SQL.statements(in: $0)) })
    }

    private func columns(_ files: [String], in catalog: String) -> [String] {
        evidence(files, in: catalog).flatMap(\.observations).compactMap { observation in
            guard case .column(let table, let name) = observation.effect.identity, table.name == "copy",
                observation.effect.role == .create
            else { return nil }
            return name
        }.sorted()
    }

    private let like = "CREATE TABLE copy (LIKE source)"

    @Test func theColumnsAreTheSourcesWhenTheFileRuns() {
        let source = "CREATE TABLE source (a int, b int);"
        #expect(columns([like], in: source) == ["a", "b"])
        #expect(columns(["ALTER TABLE source ADD c int", like], in: source) == ["a", "b", "c"])
        #expect(columns(["ALTER TABLE source DROP b", like], in: source) == ["a"])
        #expect(columns([like, "ALTER TABLE source ADD b int"], in: source) == ["a"])
        #expect(columns([like, "ALTER TABLE copy DROP b"], in: source) == ["a", "b"])
        #expect(columns(["CREATE TABLE source (x int)", like], in: "") == ["x"])
    }

    /// The catalog may show the source as it is afterwards, or the copy under the source's name.
    @Test(arguments: [
        "ALTER TABLE source RENAME b TO c", "ALTER TABLE source ALTER b TYPE text", "ALTER TABLE source DROP b",
        "DROP TABLE source; ALTER TABLE copy RENAME TO source", "ALTER TABLE source RENAME TO old",
    ])
    func aSourceThatChangesAfterwardsTellsNothing(later: String) throws {
        let evidence = evidence([like, later], in: "CREATE TABLE source (a int, b int)")
        #expect(try evidence[at: 0].observations.count == 1)
        #expect(try evidence[at: 0].script.unverified.map(\.what) == ["CREATE TABLE copy: what LIKE source copies"])
    }

    @Test func aSourceThatNobodyKnowsIsCounted() {
        let evidence = evidence([like, "CREATE TABLE t AS SELECT 1", "CREATE TABLE u OF kind"], in: "")
        #expect(
            evidence.flatMap(\.script.unverified).map(\.what) == [
                "CREATE TABLE copy: what LIKE source copies", "CREATE TABLE t: the columns of its query",
                "CREATE TABLE u: the columns of its type",
            ])
    }
}
