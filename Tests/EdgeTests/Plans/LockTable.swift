import TestSupport
import Testing
import TreeGuardDeployments
import TreeGuardRisk
import TreeGuardSQL
import TreeGuardSchema

/// Every row of the lock table, held against a real server: a plan never says less than the server takes.
@Suite struct LockTable {
    @Test(arguments: LockCase.all)
    func aPlanNeverSaysLessThanTheServerTakes(one: LockCase) throws {
        let stage = try LockStage.shared.get()
        let seen = try #require(stage.seen[one.key])
        let locks = one.locks(stage.tableFacts)
        // nextval locks its sequence; nobody waits for that.
        for relation in seen where relation.kind != .sequence || one.sql.contains("SEQUENCE") {
            let planned = locks.mode(of: relation)
            #expect(LockTable.covers(planned, relation.mode), "\(relation.relation)")
            let work = locks.work(of: relation)
            if relation.isRewritten, !one.empties { #expect(work == .rewrite, "\(relation.relation) is rewritten") }
            if relation.isScannedUnderLock, !one.empties { #expect(work >= .scan, "\(relation.relation) is read") }
        }
    }

    @Test(arguments: LockCase.all)
    func whereTheCatalogIsAtHandItSaysWhatTheServerTakes(one: LockCase) throws {
        let stage = try LockStage.shared.get()
        let seen = try #require(stage.seen[one.key])
        for lock in one.locks(stage.tableFacts).sorted {
            let name = try #require(lock.relation, "\(lock.subject) is known")
            let real = seen.first { $0.relation == name }
            // What the statement before it holds already, the server does not take again.
            if !one.isCautious, one.before == "SELECT 1" { #expect(real?.mode == lock.mode, "\(name)") }
            #expect(!lock.isAssumed)
            if lock.work == .rewrite { #expect(real?.isRewritten == true || real?.isIndex == true || one.isCautious) }
            let holdsRows = stage.tableFacts.relations[name]?.kind == .table
            if lock.work == .scan, holdsRows, !one.isCautious {
                #expect(real?.isScanned == true, "\(name) is said to be read")
            }
        }
    }

    @Test(arguments: LockCase.all)
    func withoutACatalogItSaysTheWorst(one: LockCase) throws {
        let stage = try LockStage.shared.get()
        let seen = try #require(stage.seen[one.key])
        let locks = one.locks(nil)
        let unnamed = locks.list.filter { $0.relation == nil }
        for relation in seen where !relation.isIndex {
            let own = locks.list.filter { $0.relation?.name == relation.relation.name } + unnamed
            // Partitions and heirs, nobody can name.
            guard !own.isEmpty else { continue }
            #expect((own.map(\.mode).max() ?? .accessShare) >= (relation.mode ?? .accessShare), "\(relation.relation)")
            let work = own.map(\.work).max() ?? .none
            if relation.isRewritten, !one.empties { #expect(work == .rewrite) }
            if relation.isScannedUnderLock, !one.empties { #expect(work >= .scan) }
        }
    }

    private static func covers(_ planned: LockMode?, _ real: LockMode?) -> Bool {
        (planned?.rawValue ?? 0) >= (real?.rawValue ?? 0)
    }
}

extension StatementLocks {
    /// Of an index, its table's lock tells as well: nobody reaches it otherwise.
    fileprivate func mode(of relation: LockStage.Seen) -> LockMode? {
        list.filter { $0.relation == relation.relation || ($0.relation != nil && $0.relation == relation.table) }
            .map(\.mode).max()
    }

    fileprivate func work(of relation: LockStage.Seen) -> LockWork {
        list.filter { $0.relation == relation.relation }.map(\.work).max() ?? .none
    }
}

extension LockStage.Seen {
    /// Rows that a query reads are nobody's loss: others read and write meanwhile.
    fileprivate var isScannedUnderLock: Bool { isScanned && (mode.map { $0 >= .shareUpdateExclusive } ?? false) }
}
