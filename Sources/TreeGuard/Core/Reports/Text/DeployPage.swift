/// What a deployment would do, and what came of it, for people.
struct DeployPage {
    let report: DeployReport
    let style: TextStyle

    private var plan: DeployPlan { report.plan }

    /// Before: the files, and the parts of those that take several steps.
    var planned: String {
        var lines = [title, ""]
        let width = plan.items.map { "\($0.migration.path.name)".count }.max() ?? 0
        for (number, item) in plan.items.enumerated() {
            let name = "\(item.migration.path.name)".padded(to: width)
            lines.append(
                "  \(number + 1)  \(name)  \(item.program == nil ? steps(of: item.run) : "by its own program")")
            lines += details(of: item).map { "     \($0)" }
        }
        return (lines + [""]).joined(separator: "\n") + "\n"
    }

    private var title: String {
        let server = report.server.map { " (\(Escaped($0.host)), PostgreSQL \($0.version))" } ?? ""
        return style.paint("\(report.source) \(style.arrow) \(Escaped(plan.environment))", .bold) + server
    }

    private func steps(of run: FileRun) -> String {
        if run.parts.isEmpty { return "nothing to run" }
        guard run.hasSeveralSteps else {
            return "one transaction, \(counted(run.parts[0].instructions.count, "statement"))"
        }
        return "\(counted(run.parts.count, "step")), each done as a whole or not at all"
    }

    private func details(of item: DeployPlan.Item) -> [String] {
        var lines: [String] = []
        if item.run.hasSeveralSteps {
            for (index, part) in item.run.parts.enumerated() {
                let isDone = index < item.run.startAt ? "done: " : ""
                lines.append("\(style.symbol("·", or: "-")) \(isDone)\(words(for: part))")
            }
        }
        if let recording = item.recording { lines.append("records  \(recording.description)") }
        if let remark = item.remark { lines.append(style.signed(.caution) + " " + remark) }
        return lines
    }

    private func words(for part: Part) -> String {
        guard !part.isTransaction, let instruction = part.instructions.first else {
            return "a transaction of \(counted(part.instructions.count, "statement"))"
        }
        return "by itself: \(instruction.heading)"
    }

    /// Afterwards: what is done, what is not, what the check says, and what to do next.
    var finished: String {
        var lines: [String] = []
        if !report.outcomes.isEmpty {
            lines += [style.paint("deployed to \(Escaped(plan.environment))", .bold), ""]
            lines += report.outcomes.flatMap { self.lines(for: $0) } + [""]
        }
        if let backup = report.backup { lines += ["  backup  \(Escaped(backup))", ""] }
        if let failure = report.failure {
            lines += failure.text(style: style).split(separator: "\n").map(String.init) + [""]
            let begun = report.outcomes.isEmpty ? "nothing has run yet" : "goes on where it stopped"
            let purpose = report.isWhole ? "every file is done" : begun
            lines.append("\(style.arrow) \(style.paint(report.next, .bold))   \(purpose)")
            return lines.joined(separator: "\n") + "\n"
        }
        let page = report.check.map { CheckPage(report: $0, style: style, detail: .brief).text } ?? ""
        return lines.map { $0 + "\n" }.joined() + page
    }

    private func lines(for outcome: FileOutcome) -> [String] {
        let name = "\(outcome.path.name)"
        switch outcome.result {
        case .done(let time): return ["  \(style.signed(.good)) \(name)   \(time.spoken)"]
        case .notReached: return ["  \(style.signed(.open)) \(name)   not begun"]
        case .failed(let failure):
            let standing =
                switch failure.standing {
                case .within where outcome.parts == 0: "its own program failed"
                case .before(let part) where part == 0: "as it was before"
                case .before(let part): "\(part) of \(counted(outcome.parts, "step")) done"
                case .within(let part):
                    "\(part) of \(counted(outcome.parts, "step")) done, and the next was interrupted: "
                        + "the next run looks at what it left"
                case .notKnown: "its end was asked for, and nobody answered: treeguard check tells whether it is in"
                }
            return ["  \(style.signed(.bad)) \(name)   \(standing)"]
        }
    }
}

extension Instruction {
    /// The beginning of its text, on one line.
    package var heading: String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(Escaped(words.count > 70 ? String(words.prefix(67)) + "..." : words))"
    }
}
