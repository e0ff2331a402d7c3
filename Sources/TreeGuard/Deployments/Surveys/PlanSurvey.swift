import TreeGuardBase
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema

/// The locks and hazards of every statement of a plan, by file in their order.
package struct PlanSurvey: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package var instruction: Instruction
        /// The part of the file, counted from 0; nil if the file is not split.
        package var part: Int?
        package var isInTransaction: Bool
        /// True if an interrupted deployment already ran it: it takes no lock any more.
        package var isDone = false
        package var locks: [TableLock]
        package var remarks: [String]
        package var hazards: [Hazard]

        package init(
            instruction: Instruction, part: Int?, isInTransaction: Bool, locks: [TableLock], remarks: [String] = [],
            hazards: [Hazard] = []
        ) {
            self.instruction = instruction
            self.part = part
            self.isInTransaction = isInTransaction
            self.locks = locks
            self.remarks = remarks
            self.hazards = hazards
        }

        fileprivate init(done instruction: Instruction, part: Int, isInTransaction: Bool) {
            self.init(instruction: instruction, part: part, isInTransaction: isInTransaction, locks: [])
            isDone = true
        }

        package var line: Int { instruction.range?.line ?? 1 }
    }

    package struct File: Hashable, Sendable {
        package var path: RepositoryPath
        package var steps: [Step]
    }

    package private(set) var files: [File] = []
    /// Every existing relation that the plan locks, with the strongest lock.
    package private(set) var modes: [ObjectName: LockMode] = [:]

    package init(_ plan: Plan, _ tableFacts: TableFacts?) {
        var search = LockSearch(tableFacts)
        for file in plan.files {
            var steps: [Step] = []
            for (number, part) in file.runs.enumerated() {
                guard number >= file.startAt else {
                    // The facts about tables already contain what the statement created and renamed; its settings must
                    // be set again.
                    for instruction in part.instructions {
                        if instruction.isSetting { _ = search.locks(of: instruction) }
                        steps.append(Step(done: instruction, part: number, isInTransaction: part.isTransaction))
                    }
                    continue
                }
                var held = HeldLocks()
                for instruction in part.instructions {
                    let locks = search.locks(of: instruction)
                    let sorted = locks.sorted
                    let line = instruction.range?.line ?? 1
                    let hazards = HazardSearch(tableFacts, held, instruction).hazards(of: sorted)
                    steps.append(
                        Step(
                            instruction: instruction, part: number, isInTransaction: part.isTransaction,
                            locks: sorted.map { $0.shown(in: tableFacts) },
                            remarks: locks.remarks, hazards: hazards))
                    if part.isTransaction { held.take(sorted, at: line) }
                    for lock in sorted {
                        guard let relation = lock.relation else { continue }
                        modes[relation] = max(modes[relation] ?? lock.mode, lock.mode)
                    }
                }
            }
            files.append(File(path: file.path, steps: steps))
        }
    }

    /// Marks the accepted hazards.
    package mutating func accept(_ reason: (RepositoryPath, HazardKind) -> String?) {
        for file in files.indices {
            for step in files[file].steps.indices {
                for hazard in files[file].steps[step].hazards.indices {
                    let hazardKind = files[file].steps[step].hazards[hazard].hazardKind
                    files[file].steps[step].hazards[hazard].accepted = reason(files[file].path, hazardKind)
                }
            }
        }
    }

    package var hazards: [(path: RepositoryPath, hazard: Hazard)] {
        files.flatMap { file in file.steps.flatMap(\.hazards).map { (file.path, $0) } }
    }
}

extension PlannedFile {
    /// The statements that run together. A program is assumed to run all in one transaction.
    fileprivate var runs: [Part] {
        switch route {
        case .parts(let parts): parts
        case .program, .refused: [Part(instructions.filter { $0.transaction == nil })]
        }
    }
}

extension TableLock {
    /// The lock with the relation's name for people.
    fileprivate func shown(in tableFacts: TableFacts?) -> TableLock {
        guard let tableFacts, let relation else { return self }
        var lock = self
        lock.subject = .relation(tableFacts.shown(relation))
        return lock
    }
}
