import TreeGuardBase
import TreeGuardDeployments

/// The page of a deployment: what is done, what is not, what the check says, and what to do next.
struct DeployPage {
    let report: DeployReport
    let style: TextStyle

    var text: String {
        var lines: [String] = []
        if !report.outcomes.isEmpty {
            lines += [style.paint("deployed to \(Escaped(report.plan.environment))", .bold), ""]
            lines += report.outcomes.flatMap { self.lines(for: $0) } + [""]
        }
        if let backup = report.backup { lines += ["  backup  \(Escaped(backup))", ""] }
        if let failure = report.failure {
            lines += failure.text(style: style).split(separator: "\n").map(String.init) + [""]
            let begun = report.outcomes.isEmpty ? "nothing has run yet" : "goes on where it stopped"
            let purpose = report.isWhole ? "every file is done" : begun
            lines.append("\(style.arrow) \(style.paint("\(Escaped(report.next))", .bold))   \(purpose)")
            return lines.map { Escaped.line($0) + "\n" }.joined()
        }
        let page = report.check.map { CheckPage(report: $0, style: style, detail: .brief).text } ?? ""
        return lines.map { Escaped.line($0) + "\n" }.joined() + page
    }

    private func lines(for outcome: FileOutcome) -> [String] {
        let name = "\(outcome.path.shownName)"
        switch outcome.result {
        case .done(let time): return ["  \(style.signed(.good)) \(name)   \(time.spoken)"]
        case .notReached: return ["  \(style.signed(.open)) \(name)   not begun"]
        case .failed(let failure):
            let standing =
                switch failure.standing {
                case .within where outcome.parts == 0: "its own program failed"
                case .before(let part) where part == 0: "failed, rolled back"
                case .before(let part): "\(part) of \(counted(outcome.parts, "step")) done"
                case .within(let part):
                    "\(part) of \(counted(outcome.parts, "step")) done, and the next was interrupted: "
                        + "the next run looks at what it left"
                case .notKnown: "the server did not answer the COMMIT: treeguard check tells whether it arrived"
                }
            return ["  \(style.signed(.bad)) \(name)   \(standing)"]
        }
    }
}
