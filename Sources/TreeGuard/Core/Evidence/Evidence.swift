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
        /// Everything holds, and it would as well had the migration never run: DROP IF EXISTS of what never was.
        case nothingMissing
        case somePresent
        case nonePresent
        case nothingVerifiable
    }

    /// What the findings come to.
    ///
    /// That something is gone tells only where it must have been before: on a database that lacks earlier migrations
    /// (`absencesTell` is false, or a table is missing that the migration takes for granted) nothing was ever there.
    /// That something is there always tells, unless others make it
    /// too. So a fresh database has nothing of the migration, whatever it says IF EXISTS of.
    ///
    /// An owner, a privilege, a comment may have been set before. Where something else is missing, what can be set
    /// twice is no sign that the migration stopped half way: running all of it does it again, and harms nothing.
    package func summary(absencesTell: Bool = true) -> Summary {
        if findings.isEmpty { return .nothingVerifiable }
        let absencesTell = absencesTell && !lacksGround
        let telling = findings.filter { finding in
            switch finding.proof {
            case .presence: finding.holds || finding.isHalfway
            case .absence: finding.holds && absencesTell
            case .nothing: false
            }
        }
        if findings.allSatisfy(\.holds) { return telling.isEmpty ? .nothingMissing : .allPresent }
        return telling.allSatisfy(\.effect.isRepeatable) ? .nonePresent : .somePresent
    }

    /// Whether a table is missing that the migration changes and does not make: it belongs to one that has not run.
    private var lacksGround: Bool {
        let own = Set(findings.filter { $0.effect.role == .create }.compactMap(\.effect.ownRelation))
        return findings.contains { finding in finding.missingRelation.map { !own.contains($0) } ?? false }
    }

    /// An index that a failed concurrent build left, a constraint that the file validates and nobody validated: half
    /// done by itself. A file that only validates what another one made has simply not run.
    package var isUnfinished: Bool {
        findings.contains { finding in
            guard case .differs(let differences) = finding.status else { return false }
            return differences.contains(Match.invalid)
                || (differences.contains(Match.notValid) && finding.effect.role == .create)
        }
    }
}

extension Effect {
    /// The relation, or the type with parts of its own, that the effect itself is about.
    fileprivate var ownRelation: ObjectName? {
        switch identity {
        case .relation(let name), .type(let name): name
        default: nil
        }
    }
}
