/// What a whole answer comes down to: one sentence, and what must be said with it.
package struct Summary: Hashable, Sendable {
    package var mark: Mark
    /// "READY TO MERGE - Production is up to date": people and scripts know these sentences.
    package var sentence: String
    /// Why, and whether the rest may be deployed.
    package var more: String?

    init(_ mark: Mark, _ sentence: String, more: String? = nil) {
        self.mark = mark
        self.sentence = sentence
        self.more = more
    }
}

/// One of the two things that every answer stands on: the files here, and the way to production.
package struct Footing: Hashable, Sendable {
    package var mark: Mark
    package var remark: String

    init(_ mark: Mark, _ remark: String = "") {
        self.mark = mark
        self.remark = remark
    }
}

extension CheckReport {
    package var summary: Summary {
        switch verdict {
        case .safe where migrations.isEmpty: Summary(.good, "READY TO MERGE - Nothing to deploy")
        case .safe: Summary(.good, "READY TO MERGE - Production is up to date")
        case .needsMigration:
            Summary(.caution, "NEEDS_MIGRATION - \(stateCounts). Deploy before you merge.")
        case .partialMigration:
            Summary(.caution, "PARTIAL_MIGRATION - \(stateCounts). Look before you merge.", more: consistencySentence)
        case .error: errorSummary
        }
    }

    private var errorSummary: Summary {
        let failures = failedEnvironments.map(\.failure)
        if blocking > 0 {
            return Summary(.bad, "ERROR - \(counted(blocking, "problem")) above must be put right first.")
        }
        guard let first = failures.first else {
            let unknown = migrations.count { $0.standings.contains { $0.judgement.state == .unknown } }
            guard isAsked else {
                return Summary(.caution, "LOCAL OK - Production was not asked")
            }
            return Summary(.bad, "ERROR - \(counted(unknown, "migration")) could not be judged. Look before you merge.")
        }
        guard local.mark == .good, failures.allSatisfy(\.code.isAboutAccess) else {
            return Summary(.bad, "ERROR - \(first.what)")
        }
        return Summary(.caution, "LOCAL OK - Production deployment pending (firewall/access issue)")
    }

    /// "1 partial, 1 pending", where it counts.
    private var stateCounts: String {
        let states = decidingStates
        let counts = MigrationState.worstFirst.compactMap { state in
            let count = states.count { $0 == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        let hasSeveral = environments.count { !$0.isLocal } > 1
        let place = hasSeveral ? deciding.map { " in \($0.name)" } ?? "" : ""
        return counts.joined(separator: ", ") + place
    }

    private var consistencySentence: String? {
        switch consistency {
        case .cleanPrefix:
            let applied = decidingStates.prefix { $0 == .applied }.count
            let who = applied == 1 ? "The first is applied" : "The first \(applied) are applied"
            return "\(who); deploying the rest is safe."
        case .inconsistent: return "The state is inconsistent: deploying the rest as it is may fail."
        case nil: return nil
        }
    }

    /// The environment that the verdict comes from.
    private var deciding: EnvironmentReport? {
        environments.first { $0.isRequired && $0.verdict == verdict }
            ?? environments.first { $0.verdict == verdict } ?? environments.first
    }

    /// Where the migrations stand there, in the order in which they run.
    private var decidingStates: [MigrationState] {
        migrations.compactMap { migration in
            let there = migration.standings.first { $0.environment == deciding?.name }
            return (there ?? migration.standings.first)?.judgement.state
        }
    }

    var failedEnvironments: [(name: String, failure: Failure)] {
        environments.compactMap { environment in
            if case .failed(let failure) = environment.access { return (environment.name, failure) }
            return nil
        }
    }

    private var blocking: Int { problems.count { $0.severity == .block } }

    private var isAsked: Bool { environments.contains { $0.access != .notAsked } }
}

extension CheckReport {
    /// The files of the change, and the database beside them where the team names one `local`.
    package var local: Footing {
        if let local = environments.first(where: \.isLocal) {
            switch (local.access, local.verdict) {
            case (.notAsked, _): break
            case (.failed, _): return Footing(.caution, "the local database could not be asked")
            case (.ok, .safe): break
            case (.ok, _): return Footing(.caution, "not all are applied to the local database")
            }
        }
        let unjudged = migrations.count { $0.standings.contains { isUnjudged($0) } }
        if unjudged > 0 { return Footing(.caution, "\(unjudged) could not be judged") }
        if blocking > 0 { return Footing(.bad, counted(blocking, "problem") + " above") }
        return problems.isEmpty ? Footing(.good) : Footing(.good, counted(problems.count, "remark") + " above")
    }

    /// Unknown although the database answered: the trouble is in the file, or in the ledger.
    private func isUnjudged(_ standing: Standing) -> Bool {
        guard standing.judgement.state == .unknown else { return false }
        return environments.contains {
            guard $0.name == standing.environment, case .ok = $0.access else { return false }
            return true
        }
    }

    package var access: Footing {
        let far = environments.filter { !$0.isLocal }
        let asked = far.isEmpty ? environments : far
        let failed = asked.filter(\.isFailed)
        if !failed.isEmpty {
            let names = asked.count > 1 ? failed.map(\.name).joined(separator: ", ") : ""
            let stops = summary.mark == .bad && failed.contains(where: \.isRequired)
            return Footing(stops ? .bad : .caution, names)
        }
        if asked.contains(where: { $0.access == .notAsked }) || asked.isEmpty { return Footing(.caution, "not asked") }
        return Footing(.good)
    }
}

extension EnvironmentReport {
    /// A database beside the person's work, which is not production.
    var isLocal: Bool { name == "local" }

    var isFailed: Bool {
        if case .failed = access { return true }
        return false
    }
}

extension Failure.Code {
    /// The way to the database is closed: nothing is wrong with the migrations.
    fileprivate var isAboutAccess: Bool {
        switch self {
        case .hostUnknown, .connectionRefused, .connectionTimedOut, .connectionLost, .authenticationFailed,
            .databaseMissing, .tlsNotOffered, .tlsUntrusted, .serverStarting, .serverStopping, .tooManyConnections:
            true
        default: false
        }
    }
}
