import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The summary of a whole answer: one sentence, and what must be said with it.
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
package struct Basis: Hashable, Sendable {
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
        case .safe where !unasked.isEmpty:
            Summary(.good, "\(acceptedCount > 0 ? stateCounts : upToDate)", more: unaskedSentence)
        case .safe where acceptedCount > 0: Summary(.good, "READY TO MERGE - \(stateCounts)")
        case .safe: Summary(.good, "READY TO MERGE - \(upToDate)")
        case .needsMigration:
            Summary(
                .caution, "NEEDS_MIGRATION - \(stateCounts). Deploy before you merge.", more: more)
        case .partialMigration:
            Summary(.caution, "PARTIAL_MIGRATION - \(stateCounts). Look before you merge.", more: more)
        case .error: errorSummary
        }
    }

    private var errorSummary: Summary {
        if blocking > 0 {
            return Summary(.bad, "ERROR - \(counted(blocking, "problem")) above must be fixed first.")
        }
        let required = environments.filter(\.isRequired)
        guard let first = required.compactMap(\.failure).first else { return undeterminedSummary }
        guard local.mark == .good || local.mark == .silent,
            required.compactMap(\.failure).allSatisfy(\.code.isAboutAccess)
        else { return Summary(.bad, "ERROR - \(first.what)", more: unaskedSentence) }
        let name = CheckReport.spoken(required.filter(\.isFailed).map(\.name))
        return Summary(
            .caution, "LOCAL OK - \(name) deployment pending (firewall/access issue)", more: unaskedSentence)
    }

    /// The asked environments answered, and it is not enough.
    private var undeterminedSummary: Summary {
        let counting = environments.filter { $0.isRequired || $0.name == decidedBy }.map(\.name)
        let unknown = migrations.count { migration in
            migration.standings.contains { standing in
                counting.contains(standing.environment) && standing.acceptance == nil
                    && standing.judgement.state == .unknown
            }
        }
        guard isAsked else {
            return Summary(.caution, "LOCAL OK - \(unasked.isEmpty ? "Production was not asked" : unaskedWords)")
        }
        guard environments.contains(where: \.isRequired) else {
            return Summary(.bad, "ERROR - No environment is required, so none can say that it is safe.")
        }
        guard unknown == 0, !unasked.isEmpty else {
            return Summary(
                .bad, "ERROR - \(counted(unknown, "migration")) could not be judged. Look before you merge.",
                more: unaskedSentence)
        }
        let told = environments.filter { $0.isRequired && $0.isAnswered }.map { environment in
            environment.verdict == .safe
                ? "\(Escaped(environment.name)) is up to date."
                : "\(Escaped(environment.name)): \(counts(in: environment))."
        }
        return Summary(.caution, "ERROR - \(unaskedWords)", more: told.joined(separator: " "))
    }

    /// The required environments that nobody asked.
    private var unasked: [String] { environments.filter { $0.isRequired && $0.access == .notAsked }.map(\.name) }

    /// "production and eu were not asked"
    private var unaskedWords: String {
        "\(CheckReport.spoken(unasked)) \(unasked.count == 1 ? "was" : "were") not asked"
    }

    private var unaskedSentence: String? { unasked.isEmpty ? nil : unaskedWords + "." }

    /// "Production is up to date", of all that were asked and count.
    private var upToDate: String {
        let names = environments.filter { $0.isAnswered && ($0.isRequired || $0.name == decidedBy) }.map(\.name)
        return "\(CheckReport.spoken(names)) \(names.count > 1 ? "are" : "is") up to date"
    }

    /// Environments by their names. Production alone is called so, as people know the sentence.
    private static func spoken(_ names: [String]) -> String {
        names.isEmpty || names == ["production"] ? "Production" : listed(names.map { "\(Escaped($0))" })
    }

    /// "1 partial, 1 pending", where it counts.
    private var stateCounts: String {
        let counts = CheckReport.counts(decidingStates)
        let hasSeveral = environments.count { !$0.isLocal } > 1
        let place = hasSeveral ? deciding.map { " in \($0.name)" } ?? "" : ""
        let accepted = acceptedCount == 0 ? [] : ["\(acceptedCount) accepted"]
        return (counts + accepted).joined(separator: ", ") + place
    }

    private func counts(in environment: EnvironmentReport) -> String {
        let states = migrations.compactMap { migration in
            migration.standings.first { $0.environment == environment.name && $0.acceptance == nil }?.judgement.state
        }
        return CheckReport.counts(states).joined(separator: ", ")
    }

    private static func counts(_ states: [MigrationState]) -> [String] {
        MigrationState.worstFirst.compactMap { state in
            let count = states.count { $0 == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
    }

    private var more: String? {
        let sentences = [consistencySentence, waitingSentence, obstacleSentence, unaskedSentence].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// "production waits for staging, which lacks 002_x.sql."
    private var waitingSentence: String? {
        guard let waiting = environments.first(where: { $0.isRequired && !$0.hindrances.isEmpty }),
            let nearest = waiting.hindrances.first
        else { return nil }
        let lacking = nearest.lacking.map { "\(Escaped($0.name))" }
        let what = lacking.count > 2 ? counted(lacking.count, "migration") : listed(lacking)
        return "\(waiting.name) waits for \(nearest.environment), which "
            + (nearest.isAsked ? "lacks \(what)." : "could not be asked.")
    }

    private var obstacleSentence: String? {
        let stopped = migrations.count { migration in
            migration.standings.contains { standing in
                standing.environment == deciding?.name && standing.judgement.state == .pending
                    && standing.obstacles.contains { $0.certainty == .fails }
            }
        }
        return stopped == 0 ? nil : "\(stopped == 1 ? "One" : "\(stopped)") would fail as it stands."
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
        environments.first { $0.name == decidedBy }
            ?? environments.first { $0.isRequired && $0.verdict == verdict }
            ?? environments.first { $0.verdict == verdict } ?? environments.first
    }

    /// The standings of the migrations there, in the order in which they run.
    private var decidingStates: [MigrationState] {
        migrations.compactMap { migration in
            let there = migration.standings.first { $0.environment == deciding?.name } ?? migration.standings.first
            return there?.acceptance == nil ? there?.judgement.state : nil
        }
    }

    /// How many the team takes as they are there.
    private var acceptedCount: Int {
        migrations.count { migration in
            let there = migration.standings.first { $0.environment == deciding?.name } ?? migration.standings.first
            return there?.acceptance != nil
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
    package var local: Basis {
        if let local = environments.first(where: \.isLocal) {
            switch (local.access, local.verdict) {
            case (.notAsked, _): break
            case (.failed, _): return Basis(.caution, "the local database could not be asked")
            case (.ok, .safe): break
            case (.ok, _): return Basis(.caution, missingWords(in: local))
            }
        }
        let unjudged = migrations.count { $0.standings.contains { isUnjudged($0) } }
        if unjudged > 0 { return Basis(.caution, "\(unjudged) could not be judged") }
        if blocking > 0 { return Basis(.bad, counted(blocking, "problem") + " above") }
        let remarks = problems.isEmpty ? [] : [counted(problems.count, "remark") + " above"]
        switch environments.first(where: \.isLocal)?.access {
        case .ok: return Basis(.good, remarks.joined())
        case .notAsked: return Basis(.silent, (["not asked"] + remarks).joined(separator: "; "))
        case .failed, nil:
            return Basis(.silent, (["no local database configured"] + remarks).joined(separator: "; "))
        }
    }

    /// "2 of 3 are not in the local database"
    private func missingWords(in local: EnvironmentReport) -> String {
        let standings = migrations.compactMap { $0.standings.first { $0.environment == local.name } }
        let missing = standings.count { $0.judgement.state != .applied && $0.acceptance == nil }
        let verb = missing == 1 ? "is" : "are"
        return "\(missing) of \(migrations.count) \(verb) not applied to the local database"
    }

    /// Unknown although the database answered: the trouble is in the file, or in the ledger.
    private func isUnjudged(_ standing: Standing) -> Bool {
        guard standing.judgement.state == .unknown else { return false }
        return environments.contains {
            guard $0.name == standing.environment, case .ok = $0.access else { return false }
            return true
        }
    }

    package var access: Basis {
        let far = environments.filter { !$0.isLocal }
        let asked = far.isEmpty ? environments : far
        let failed = asked.filter(\.isFailed)
        if !failed.isEmpty {
            let names = asked.count > 1 ? failed.map(\.name).joined(separator: ", ") : ""
            let stops = summary.mark == .bad && failed.contains(where: \.isRequired)
            return Basis(stops ? .bad : .caution, names)
        }
        let unasked = asked.filter { $0.access == .notAsked }.map(\.name)
        if asked.isEmpty || unasked.count == asked.count { return Basis(.caution, "not asked") }
        if !unasked.isEmpty { return Basis(.caution, "\(listed(unasked)) not asked") }
        // The label is one that people know; who answered is said where it is somebody else.
        let names = asked.map(\.name)
        return Basis(.good, names.contains("production") || names == ["local"] ? "" : listed(names))
    }
}

extension EnvironmentReport {
    /// A database beside the person's work, which is not production.
    var isLocal: Bool { name == "local" }

    var isFailed: Bool { failure != nil }

    /// Why it could not be asked.
    var failure: Failure? {
        if case .failed(let failure) = access { return failure }
        return nil
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
