import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// The contents of the pages that teams keep by hand, for one environment: the values behind every made part.
package struct PageContents: Hashable, Sendable {
    /// A migration of the change, whether it is still to run or not.
    package struct File: Hashable, Sendable {
        package var path: RepositoryPath
        package var state: MigrationState
        package var creates: [String]
        package var references: [MigrationReport.Reference]
        /// The file that undoes it.
        package var down: RepositoryPath?

        package init(
            path: RepositoryPath, state: MigrationState, creates: [String],
            references: [MigrationReport.Reference] = [], down: RepositoryPath? = nil
        ) {
            self.path = path
            self.state = state
            self.creates = creates
            self.references = references
            self.down = down
        }
    }

    package var source: String
    package var target: String
    package var environment: PlanReport.Environment
    package var files: [File]
    package var verification: [VerificationQuery]
    /// The options after `treeguard rollback`; nil if no migration would stay and nothing is recorded.
    package var rollbackOption: String? = "--last"

    package init(
        source: String, target: String, environment: PlanReport.Environment, files: [File],
        verification: [VerificationQuery]
    ) {
        self.source = source
        self.target = target
        self.environment = environment
        self.files = files
        self.verification = verification
    }

    private var name: String { "\(Escaped(environment.name))" }
    private var pending: [File] { files.filter { $0.state != .applied } }

    // MARK: The made parts

    package var parts: [String: String] {
        [
            "status": status, "files": filesPart, "locks": locksPart, "deploy": deployPart,
            "verification": verificationPart, "rollback": rollbackPart, "review": reviewPart,
        ]
    }

    package static let names: Set<String> = [
        "status", "files", "locks", "deploy", "verification", "rollback", "review",
    ]

    private var status: String {
        let word: String
        if environment.isUnanswered {
            word = "❔ \(name) could not be asked"
        } else if pending.isEmpty {
            word = "✅ deployed to \(name)"
        } else if pending.allSatisfy({ $0.state == .pending }) && pending.count == files.count {
            word = "⬜ NOT DEPLOYED to \(name)"
        } else {
            word = "⚠️ partly deployed to \(name): \(pending.count) of \(files.count) files to go"
        }
        let server = environment.server.map { "  \n**Database**: \(code($0.host)), PostgreSQL \($0.version)" } ?? ""
        return "**Status**: \(word)  \n**Change**: \(code(source)) into \(code(target))\(server)"
    }

    private var filesPart: String {
        guard !files.isEmpty else { return "No migration." }
        var lines: [String] = []
        for (number, file) in files.enumerated() {
            lines.append("\(number + 1). \(code("\(file.path)")): \(file.state.rawValue)")
            lines += file.creates.map { "   - \(plain($0))" }
        }
        let references = files.flatMap(\.references)
        if !references.isEmpty {
            lines += ["", "Code in the change that needs them, and fails until they are there:", ""]
            var seen: Set<String> = []
            for reference in references {
                let line = "- \(code("\(reference.path):\(reference.line)")) uses \(code(reference.name))"
                if seen.insert(line).inserted { lines.append(line) }
            }
        }
        return lines.joined(separator: "\n")
    }

    private var locksPart: String {
        guard !environment.files.isEmpty else { return "Nothing is left to run." }
        var lines = ["| statement | lock | on | size |", "|---|---|---|---|"]
        for file in environment.files {
            for step in file.steps {
                let locks = step.locks.filter { $0.mode > .accessShare }
                let place =
                    "\(code("\(file.path.shownName):\(step.line)")) \(code(shortened(step.instruction.text, to: 60)))"
                if locks.isEmpty { lines.append("| \(cell(place)) | none | | |") }
                for lock in locks {
                    let work = lock.work.words.map { ", \($0)" } ?? ""
                    lines.append(
                        "| \(cell(place)) | \(lock.mode.words)\(work) | \(cell(code("\(lock.subject)"))) | "
                            + "\(environment.size(of: lock) ?? "") |")
                }
            }
        }
        let hazards = environment.files.flatMap { file in file.hazards.map { (file.path, $0) } }
        if !hazards.isEmpty { lines.append("") }
        for (path, hazard) in hazards {
            lines.append(
                "- **\(hazard.severity.rawValue)** \(code("\(path.shownName):\(hazard.line)")) \(hazard.hazardKind.rawValue): "
                    + "\(plain(hazard.message)). Safer: \(plain(hazard.help))."
                    + (hazard.accepted.map { " Accepted: \(plain($0))." } ?? ""))
        }
        return lines.joined(separator: "\n")
    }

    private var deployPart: String {
        let own = ShellQuoted(environment.name)
        guard !environment.files.isEmpty else { return "Nothing is left to deploy." }
        var lines = [
            "### Option A: treeguard", "", "From a machine that reaches \(name), in a worktree of this branch:", "",
            "```bash", "treeguard check --env \(own)", "treeguard rehearse --env \(own)",
            "treeguard deploy --env \(own)",
            "```",
        ]
        if !environment.commands.isEmpty {
            lines += [
                "", "### Option B: by hand", "", "On a machine that has access, with the address in the environment:",
                "",
                "```bash",
            ]
            lines += environment.commands.map { fenced($0.command) } + ["```"]
        }
        return lines.joined(separator: "\n")
    }

    private var verificationPart: String {
        var lines = ["```bash", "treeguard check --env \(ShellQuoted(environment.name))", "```"]
        for query in verification {
            lines += ["", "\(query.title):", "", "```sql", fenced(query.sql), "```", "", "Expected:", "", "```"]
            lines += [fenced(query.expected), "```"]
        }
        return lines.joined(separator: "\n")
    }

    private var rollbackPart: String {
        var lines: [String] = []
        if let rollbackOption {
            let what =
                rollbackOption == "--last"
                ? "undoes every file of the last deployment to \(name)"
                : "undoes every file after the one that is named"
            lines += [
                "```bash", "treeguard rollback --env \(ShellQuoted(environment.name)) \(rollbackOption)", "```", "",
                "It \(what), and asks. A table that has rows by then needs `--accept-loss TABLE`.", "",
            ]
        }
        let ways = Dictionary(environment.files.map { ($0.path, $0.rollback) }) { first, _ in first }
        for file in files.reversed() {
            lines.append("- \(code("\(file.path)")): " + way(ways[file.path], file))
        }
        let made = files.reversed().compactMap { file -> [String]? in
            guard case .generated(let reversals)? = ways[file.path], !reversals.isEmpty else { return nil }
            return reversals.map { $0.text + ";" }
        }.flatMap(\.self)
        if !made.isEmpty { lines += ["", "```sql"] + made.map(fenced) + ["```"] }
        return lines.joined(separator: "\n")
    }

    private func way(_ rollback: Rollback?, _ file: File) -> String {
        switch rollback {
        case .file(let path, _, isProgram: false)?: "its own file, \(code("\(path)"))"
        case .file(_, _, isProgram: true)?: "its own downgrade()"
        case .generated(let reversals)?:
            reversals.isEmpty ? "nothing to undo" : "\(counted(reversals.count, "generated statement"))"
        case .none(let reasons)?: "**no way back**: \(plain(reasons.joined(separator: "; ")))"
        case nil: file.down.map { "its own file, \(code("\($0)"))" } ?? "`treeguard rollback` says how"
        }
    }

    private var reviewPart: String {
        files.map { file in
            let count = environment.files.first { $0.path == file.path }?.hazards.count ?? 0
            let hazards = count == 0 ? "" : ", \(counted(count, "hazard"))"
            return "- \(code("\(file.path)")) (\(file.state.rawValue)\(hazards))"
        }.joined(separator: "\n")
    }

    // MARK: Text from outside

    /// In a span of code, on one line.
    private func code(_ text: String) -> String {
        let line = Escaped(text).description
        return line.utf8.contains(UInt8(ascii: "`")) ? "`` \(line) ``" : "`\(line)`"
    }

    private func plain(_ text: String) -> String { Escaped(text).description }

    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// In a block of code, which no line of it may end.
    private func fenced(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("```") ? " \($0)" : String($0) }.map { Escaped($0).description }.joined(separator: "\n")
    }
}
