/// Who can let it through all the same.
package enum Overriding: Sendable, Hashable {
    /// The team's file permits none.
    case nobody
    case reader
    /// An agent reads this: nothing that a person may do is a step of its own.
    case agent
    /// The server decides, and knows nothing of what is recorded elsewhere.
    case server

    /// - Parameter agent: the sign of an agent that reads it; nil where there is none
    package init(_ config: Config, agent: String?) {
        self = agent != nil ? .agent : config.allowOverride ? .reader : .nobody
    }
}

/// Why a git command was stopped, in five to eight plain lines: what, which files, why, what to run, how to override.
package struct Refusal: Sendable, Hashable {
    /// "merge", "push", "commit"
    package var operation: String
    package var report: CheckReport
    /// What to run first: "treeguard deploy --env production".
    package var remedy: CheckReport.NextStep?
    /// "nothing was changed.", or the command that puts everything back.
    package var aftermath: String
    package var overriding: Overriding
    /// What to say in place of "merge into main stopped".
    package var title: String?
    /// Worth knowing besides: why nobody was asked, why a variable counts for nothing.
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

    /// Plain ASCII, for GUIs show it as it is.
    package var text: String {
        var lines = summary
        lines += remarks
        if let remedy {
            let isReading = remedy.command.hasPrefix("treeguard explain")
            let isAPersons = overriding == .agent && Trespass.isWritingSpokenOf(in: remedy.command)
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

    /// What is the matter, in two to four lines: also what leads up to a question.
    package var summary: [String] {
        let title = title ?? "\(operation) into \(Escaped(report.target)) stopped"
        var lines = ["treeguard: \(title). \(headline)"]
        lines += migrations
        if let reason { lines.append("  why it matters: \(reason)") }
        return lines
    }

    private var required: [EnvironmentReport] { report.environments.filter(\.isRequired) }

    private var headline: String {
        for environment in required {
            if case .failed(let failure) = environment.access {
                return "\(Escaped(environment.name)) could not be asked: \(Escaped(failure.why))."
            }
        }
        if required.isEmpty { return "no production is configured to be asked." }
        let open = standings.count
        let names = required.filter { $0.verdict != .safe }.map { Escaped($0.name).description }
        let place = names.isEmpty ? "production" : names.joined(separator: " and ")
        return open == 1 ? "1 migration is not in \(place)." : "\(open) migrations are not in \(place)."
    }

    /// The migrations that are not where they must be, each with its worst standing.
    private var standings: [(migration: MigrationReport, standing: Standing?)] {
        let names = Set(required.map(\.name))
        return report.migrations.compactMap { migration in
            let known = migration.standings.filter { names.contains($0.environment) }
            guard !known.isEmpty else { return (migration, nil) }
            let open = known.filter { $0.judgement.state != .applied }
            return open.first.map { (migration, $0) }
        }
    }

    private var migrations: [String] {
        let all = standings
        let shown = all.count > 2 ? 1 : 2
        var lines = all.prefix(shown).map { migration, standing in
            let state = standing?.judgement.state.rawValue ?? "not asked"
            let first = standing?.evidence.first { $0.mark != .holds }.map { "\($0.kind) \($0.name) is \($0.detail)" }
            let why = first ?? standing?.judgement.reasons.first
            return "  \(Escaped(migration.path.text))   \(state)" + (why.map { ": \(Escaped($0))" } ?? "")
        }
        if all.count > shown { lines.append("  and \(all.count - shown) more") }
        return lines
    }

    private var reason: String? {
        standings.lazy.flatMap(\.migration.references).first.map {
            "\(Escaped($0.path.text)):\($0.line) reads \(Escaped($0.name))"
        }
    }
}
