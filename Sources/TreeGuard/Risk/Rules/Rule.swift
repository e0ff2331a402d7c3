import TreeGuardMigrations
import TreeGuardSchema

/// One way in which a statement makes others wait. It has a file here, a line in `Rule+All.swift`, and a page in
/// docs/rules, whose examples are its tests.
package struct Rule: Sendable {
    package let kind: HazardKind
    /// The work, as a sentence goes on: "builds an index while writers of orders wait".
    package let action: String
    /// The form for which nobody waits.
    package let saferForm: String
    /// True if the statement, by one lock that it takes, does this work. Whether the table is large is asked elsewhere.
    let isBroken: @Sendable (Instruction, TableLock) -> Bool

    /// The word in reports, in `.treeguard` and after `--accept`, and the name of its page.
    package var code: String { kind.rawValue }
}

extension TableLock {
    /// The lock with the rule that the statement breaks by it.
    func judged(for instruction: Instruction) -> TableLock {
        guard hazardKind == nil, let rule = Rule.all.first(where: { $0.isBroken(instruction, self) }) else {
            return self
        }
        var lock = self
        lock.hazardKind = rule.kind
        return lock
    }
}
