import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The reader who can override the refusal.
package enum Overriding: Sendable, Hashable {
    /// Nobody: the team's file permits no override.
    case nobody
    case reader
    /// An agent reads it: a person's command is not the agent's next step.
    case agent
    /// The server decides, and does not see overrides recorded elsewhere.
    case server

    /// - Parameter agent: the sign of the agent that reads it; nil for a person
    package init(_ config: Config, agent: String?) {
        self = agent != nil ? .agent : config.allowOverride ? .reader : .nobody
    }
}

/// The message of a blocked git command, in five to eight lines: what, which files, why, what to run, how to override.
package struct Refusal: Sendable, Hashable {
    /// The git command: "merge", "push", "commit".
    package var operation: String
    package var report: CheckReport
    /// The command to run first: "treeguard deploy --env production".
    package var remedy: CheckReport.NextStep?
    /// The text "nothing was changed.", or the command that restores everything.
    package var aftermath: String
    package var overriding: Overriding
    /// The title in place of "merge into main stopped".
    package var title: String?
    /// Further remarks: why nobody was asked, why a variable was ignored.
    package var remarks: [String] = []

    package init(
        of operation: String, _ report: CheckReport, remedy: CheckReport.NextStep?,
        aftermath: String = "nothing was changed.", overriding: Overriding = .reader
    ) {
        self.operation = operation
        self.report = report
        self.remedy = remedy
        self.aftermath = aftermath
        self.overriding = overriding
    }

    /// The message in plain ASCII, because GUIs show it unchanged.
    package var text: String {
        var lines = summary
        lines += remarks
        if let remedy {
            let isReading = remedy.command.hasPrefix("treeguard explain")
            let isAPersons = overriding == .agent && ForbiddenAction.isWritingSpokenOf(in: remedy.command)
            lines.append(
                (isReading ? "read this:   " : isAPersons ? "a person:    " : "deploy it:   ") + remedy.command)
        }
        lines.append("look first:  treeguard check")
        if overriding == .agent {
            lines.append("you:         stop here and report this; a person decides. Do not look for another way.")
        }
        if let override { lines.append("override:    " + override) }
        lines.append(aftermath)
        return lines.joined(separator: "\n") + "\n"
    }

    private var override: String? {
        let command = "treeguard allow --reason \"...\""
        return switch overriding {
        case .nobody, .agent: nil
        case .reader: "\(command)      (recorded)"
        case .server: "not from here; who runs the server can, in that repository: \(command)"
        }
    }

    /// The problem in two to four lines, shown before a question as well.
    package var summary: [String] {
        let title = title ?? "\(operation) into \(Escaped(report.target)) stopped"
        var lines = ["treeguard: \(title). \(headline)"]
        lines += migrations
        if let reason { lines.append("  why it matters: \(reason)") }
        return lines
    }

    private var required: [EnvironmentReport] { report.environments.filter(\.isRequired) }

    private var headline: String {
        let open = standings
        let missing = open.filter(\.isMissing).count
        let unknown = open.count - missing
        let silent = silence
        if required.isEmpty { return "no production is configured to be asked." }
        if missing == 0, let silent { return "\(silent)." }
        let names = required.filter { $0.verdict != .safe && $0.isAnswered }.map { Escaped($0.name).description }
        let place = names.isEmpty ? "production" : names.joined(separator: " and ")
        let known = "\(counted(missing, "migration")) \(missing == 1 ? "is" : "are") not in \(place)"
        let rest = silent ?? (unknown == 0 ? nil : "\(unknown) could not be judged")
        switch (missing, rest) {
        case (0, _): return "\(counted(unknown, "migration")) could not be judged."
        case (_, let rest?): return "\(known), and \(rest)."
        case (_, nil): return "\(known)."
        }
    }

    /// The failure of a required environment: "production could not be asked: it did not answer".
    private var silence: String? {
        for environment in required {
            switch environment.access {
            case .failed(let failure):
                return "\(Escaped(environment.name)) could not be asked: \(Escaped(failure.why))"
            case .notAsked: return "\(Escaped(environment.name)) was not asked"
            case .ok: continue
            }
        }
        return nil
    }

    /// A migration that is not applied where it must be, or whose state is unknown.
    private struct Open {
        var migration: MigrationReport
        var standing: Standing?

        /// True if it is certainly not applied.
        var isMissing: Bool { standing.map { $0.judgement.state != .unknown } ?? false }
    }

    /// The open migrations. For each one, a known gap counts before an unknown state.
    private var standings: [Open] {
        let names = Set(required.map(\.name))
        return report.migrations.compactMap { migration in
            let known = migration.standings.filter { names.contains($0.environment) && $0.acceptance == nil }
            let open = known.filter { $0.judgement.state != .applied }
            if let first = open.first(where: { $0.judgement.state != .unknown }) ?? open.first {
                return Open(migration: migration, standing: first)
            }
            return migration.standings.contains { names.contains($0.environment) }
                ? nil : Open(migration: migration, standing: nil)
        }
    }

    /// The lines: missing migrations first, unknown ones apart from them.
    private var migrations: [String] {
        let all = standings
        return lines(all.filter(\.isMissing), rest: "more") + lines(all.filter { !$0.isMissing }, rest: "more like it")
    }

    private func lines(_ all: [Open], rest: String) -> [String] {
        let shown = all.count > 2 ? 1 : 2
        var lines = all.prefix(shown).map { open in
            let state = open.standing?.judgement.state.rawValue ?? "not asked"
            let first = open.standing?.evidence.first { $0.mark != .holds }.map {
                "\($0.kind) \($0.name) is \($0.detail)"
            }
            let reason = open.standing?.judgement.reasons.first
            let why = open.isMissing ? first ?? reason : reason ?? first
            return "  \(Escaped(open.migration.path.text))   \(state)" + (why.map { ": \(Escaped($0))" } ?? "")
        }
        if all.count > shown { lines.append("  and \(all.count - shown) \(rest)") }
        return lines
    }

    private var reason: String? {
        standings.lazy.flatMap(\.migration.references).first.map {
            "\(Escaped($0.path.text)):\($0.line) reads \(Escaped($0.name))"
        }
    }
}
