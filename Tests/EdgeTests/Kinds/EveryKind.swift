import TestSupport
import Testing
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// Every kind of object, on a real server: applied when it is there, and named when a part of it is taken back.
@Suite struct EveryKind {
    @Test(arguments: tableKinds) func ofTables(kind: KindCase) throws { try kind.check() }
    @Test(arguments: relationKinds) func ofRelations(kind: KindCase) throws { try kind.check() }
    @Test(arguments: columnKinds) func ofColumns(kind: KindCase) throws { try kind.check() }
    @Test(arguments: typeKinds) func ofTypes(kind: KindCase) throws { try kind.check() }
    @Test(arguments: routineKinds) func ofRoutines(kind: KindCase) throws { try kind.check() }
    @Test(arguments: privilegeKinds) func ofPrivileges(kind: KindCase) throws { try kind.check() }
    @Test(arguments: databaseKinds) func ofDatabases(kind: KindCase) throws { try kind.check() }
    @Test(arguments: blockKinds) func ofBlocks(kind: KindCase) throws { try kind.check() }
    @Test(arguments: commentKinds) func ofComments(kind: KindCase) throws { try kind.check() }
}

extension KindCase {
    /// Roles that migrations name, and one that may do nothing.
    static func makeRoles(on server: ThrowawayServer) throws {
        try server.execute("CREATE ROLE kind_reader; CREATE ROLE kind_owner; CREATE ROLE kind_nobody LOGIN")
    }

    private static let roles = Result { try makeRoles(on: TemporaryServer.shared()) }

    func check() throws {
        try KindCase.roles.get()
        let database = try TemporaryDatabase()
        try database.execute(given)
        let before = try DescribedDatabase(database, about: [migration]).evidence(for: [migration])[at: 0]
        #expect(!before.allHolds, "it holds before it ran")

        try database.execute(migration)
        let after = try DescribedDatabase(database, about: [migration]).evidence(for: [migration])[at: 0]
        #expect(after.allHolds, "\(after.complaints)")
        #expect(after.uncompared == uncompared)
        #expect(after.script.unverified.map(\.what) == unverified)
        #expect(state(after, .recorded(.matches)) == .applied)
        let asNobody = try DescribedDatabase(database, about: [migration], user: "kind_nobody")
        #expect(try asNobody.evidence(for: [migration])[at: 0] == after, "a role without rights sees something else")

        try database.execute(undo)
        let undone = try DescribedDatabase(database, about: [migration]).evidence(for: [migration])[at: 0]
        #expect(!undone.allHolds, "what was undone is not seen")
        // Half done by itself, or gone.
        #expect([.missing, .partial].contains(state(undone, .recorded(.matches))))
        #expect([.partial, .pending].contains(state(undone, .none)))
        #expect(undone.lines.contains(told), "\(undone.lines)")
    }

    private func state(_ evidence: Evidence, _ ledger: LedgerEntry) -> MigrationState? {
        let located = Evidence.located([evidence], sequences: [0], recorded: ledger == .none ? [] : [0])
        return located.first.map {
            Judgement(of: Judgement.Subject(change: .new, ledger: ledger, evidence: $0)).state
        }
    }
}

extension Evidence {
    /// The observations that do not hold, as a report says them.
    var lines: [String] {
        observations.filter { !$0.holds }.flatMap { evidenceLines([$0]) }
            .map { "\($0.kind) \($0.name)" + ($0.table.map { " on \($0)" } ?? "") + ": \($0.detail)" }
    }
}
