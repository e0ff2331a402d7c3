/// What the catalog says of one migration as a whole.
package struct Evidence: Hashable, Sendable {
    package var findings: [Finding]
    package var script: Script

    package init(findings: [Finding], script: Script) {
        self.findings = findings
        self.script = script
    }

    package var presentCount: Int { findings.count(where: \.holds) }
    package var verifiableCount: Int { findings.count }
    package var missing: [Finding] { findings.filter { !$0.holds } }

    package enum Summary: Hashable, Sendable, CaseIterable {
        case allPresent
        case somePresent
        case nonePresent
        case nothingVerifiable
    }

    /// What the findings come to. That a weak effect holds (DROP IF EXISTS of what never was) is no sign that the
    /// migration ran, as long as there are stronger ones to look at.
    package var summary: Summary {
        if findings.isEmpty { return .nothingVerifiable }
        if findings.allSatisfy(\.holds) { return .allPresent }
        let strong = findings.filter { !$0.effect.isWeak && !$0.effect.mayBeGone }
        let telling = strong.isEmpty ? findings : strong
        return telling.contains { $0.holds || $0.isHalfway } ? .somePresent : .nonePresent
    }

    /// An index that a failed concurrent build left, a constraint that nobody validated: half done by itself.
    package var isUnfinished: Bool {
        findings.contains { finding in
            guard case .differs(let differences) = finding.status else { return false }
            return differences.contains { $0.hasPrefix("INVALID") || $0 == "is NOT VALID" }
        }
    }
}
