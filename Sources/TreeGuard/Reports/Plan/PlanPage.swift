import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// The page that a person sees after `treeguard plan`: what runs, in its order, and what it does to whom.
struct PlanPage {
    let report: PlanReport
    let style: TextStyle
    let detail: Detail

    var text: String {
        guard !report.environments.isEmpty else {
            return Paragraph.page([
                Paragraph(["Nothing to plan: \(Escaped(report.source)) brings no migration."]), problems,
            ])
        }
        return Paragraph.page([header] + report.environments.flatMap(paragraphs) + [problems, next])
    }

    private var header: Paragraph {
        Paragraph([style.paint("\(Escaped(report.source)) \(style.arrow) \(Escaped(report.target))", .bold)])
    }

    private func paragraphs(_ environment: PlanReport.Environment) -> [Paragraph] {
        [title(environment), tables(environment)]
            + environment.files.enumerated().map { file($1, number: $0 + 1, environment) }
            + [
                unsettled(environment), now(environment), refusals(environment), commands(environment),
                summary(environment),
            ]
    }

    private func title(_ environment: PlanReport.Environment) -> Paragraph {
        let name = "\(Escaped(environment.name))"
        switch environment.access {
        case .ok(let server):
            let standby = server.isStandby ? ", a standby" : ""
            return Paragraph([
                "\(style.paint(name, .bold))  \(Escaped(server.host)), PostgreSQL \(server.version)\(standby)"
            ])
        case .failed(let failure):
            return Paragraph(["\(style.paint(name, .bold))  could not be asked"] + failure.causeLines(style))
        case .notAsked: return Paragraph(["\(style.paint(name, .bold))  was not asked"])
        }
    }

    private func tables(_ environment: PlanReport.Environment) -> Paragraph {
        let width = environment.tables.map { "\(Escaped("\($0.name)"))".displayWidth }.max() ?? 0
        let cut = CutList(environment.tables, limit: 8, detail: detail, command: "treeguard plan")
        let lines = cut.shown.map { "   \("\(Escaped("\($0.name)"))".padded(to: width))  \($0.size.words)" }
        return Paragraph(lines + (cut.rest.map { ["   " + style.paint($0, .dim)] } ?? []))
    }

    // MARK: Files

    private func file(_ file: PlanReport.File, number: Int, _ environment: PlanReport.Environment) -> Paragraph {
        let lead = "\(number)  "
        var lines = ["\(lead)\(style.paint("\(file.path)", .bold))  \(style.paint(file.routeWords, .dim))"]
        let steps = CutList(file.steps, limit: 12, detail: detail, command: "treeguard plan")
        for step in steps.shown { lines += self.step(step, of: file, environment) }
        if let rest = steps.rest { lines.append(blanks(3) + style.paint(rest, .dim)) }
        for obstacle in file.planned.obstacles {
            let mark: Mark = obstacle.certainty == .fails ? .bad : .caution
            lines += signed(mark, "line \(obstacle.range.line): \(obstacle.message)", help: obstacle.help)
        }
        if let refusal = file.planned.refusal { lines += signed(.bad, refusal.why, help: "") }
        if let remark = file.planned.remark { lines += signed(.caution, remark, help: "") }
        if let recording = file.planned.recording {
            lines += labelled("notes", "\(Escaped(recording.description))")
        }
        return Paragraph(lines + back(file.rollback))
    }

    private func step(
        _ step: PlanSurvey.Step, of file: PlanReport.File, _ environment: PlanReport.Environment
    ) -> [String] {
        let line = "\(step.line)".leftPadded(to: 6)
        let text = shortened(step.instruction.text, to: style.width - 8)
        if step.isDone { return [style.paint("\(line)  \(text)  (done before)", .dim)] }
        let alone = step.isInTransaction ? "" : style.paint("  (alone, in no transaction)", .dim)
        var lines = ["\(style.paint(line, .dim))  \(text)\(alone)"]
        for lock in step.locks where detail == .full || lock.mode > .accessShare {
            let action = [lock.work.words, lock.isAssumed ? "at worst" : nil].compactMap(\.self)
            let words =
                "\(lock.mode.words) on \(Escaped("\(lock.subject)"))"
                + (action.isEmpty ? "" : ": " + action.joined(separator: ", "))
            lines += wrapped(words, width: max(style.width - 10, 20)).map { blanks(10) + style.paint($0, .dim) }
        }
        for remark in step.remarks { lines.append(blanks(10) + style.paint(remark, .dim)) }
        for hazard in step.hazards {
            let mark: Mark = hazard.stops ? .bad : .caution
            let accepted = hazard.accepted.map { " (accepted: \(Escaped($0)))" } ?? ""
            lines += signed(
                mark, "\(hazard.hazardKind.rawValue): \(hazard.message)\(accepted)",
                help: hazard.accepted == nil ? hazard.help : "", indent: 8)
        }
        return lines
    }

    private func signed(_ mark: Mark, _ message: String, help: String, indent: Int = 3) -> [String] {
        let margin = indent + style.symbol(mark).displayWidth + (mark == .caution && style.hasSymbols ? 2 : 1)
        let width = max(style.width - margin, 20)
        return wrapped(Escaped(message).description, width: width).enumerated().map { number, line in
            number == 0 ? "\(blanks(indent))\(style.signed(mark)) \(line)" : blanks(margin) + line
        }
            + (help.isEmpty ? [] : wrapped("\(style.arrow) \(Escaped(help))", width: width))
            .map { blanks(margin) + style.paint($0, .dim) }
    }

    private func labelled(_ label: String, _ text: String) -> [String] {
        wrapped(text, width: max(style.width - 10, 20)).enumerated().map { number, line in
            number == 0 ? "   \(style.paint(label.padded(to: 5), .dim))  \(line)" : blanks(10) + line
        }
    }

    private func back(_ rollback: Rollback) -> [String] {
        switch rollback {
        case .file(let path, _, isProgram: false): labelled("undo", "\(path)")
        case .file(_, _, isProgram: true): labelled("undo", "its own downgrade()")
        case .generated(let reversals) where reversals.isEmpty: labelled("undo", "nothing to undo")
        case .generated(let reversals):
            labelled("undo", "\(counted(reversals.count, "generated statement")): treeguard rollback --last")
        case .none(let reasons): signed(.caution, "no way back: \(reasons.joined(separator: "; "))", help: "")
        }
    }

    // MARK: The environment

    private func unsettled(_ environment: PlanReport.Environment) -> Paragraph {
        Paragraph(
            environment.unsettled.flatMap {
                signed(.caution, "\($0.path) is \($0.state.rawValue): no deployment settles that", help: "", indent: 0)
            })
    }

    private func now(_ environment: PlanReport.Environment) -> Paragraph {
        guard !environment.blockers.isEmpty else { return Paragraph([]) }
        return Paragraph(
            ["now in \(Escaped(environment.name)):"]
                + environment.blockers.flatMap { signed(.caution, $0.message, help: $0.help, indent: 2) })
    }

    private func refusals(_ environment: PlanReport.Environment) -> Paragraph {
        guard !environment.refusals.isEmpty else { return Paragraph([]) }
        return Paragraph(
            ["treeguard deploy would refuse:"]
                + environment.refusals.flatMap { refusal in
                    signed(
                        .bad, (refusal.path.map { "\($0): " } ?? "") + refusal.why, help: refusal.next, indent: 2)
                })
    }

    private func commands(_ environment: PlanReport.Environment) -> Paragraph {
        // Who is about to deploy it needs none.
        guard !environment.commands.isEmpty else { return Paragraph([]) }
        let own = "treeguard deploy --env \(ShellQuoted(environment.name))"
        return Paragraph(
            ["to run it:  \(style.paint(own, .bold))", "or by hand, on a machine that has access:"]
                + environment.commands.map { "  \(Escaped($0.command))" })
    }

    private func summary(_ environment: PlanReport.Environment) -> Paragraph {
        let hazards = environment.hazards
        let stopping = hazards.count(where: \.stops)
        let files = environment.files.count
        guard files > 0 else {
            return environment.unsettled.isEmpty && !environment.isUnanswered
                ? Paragraph(["\(style.signed(.good)) nothing to run in \(Escaped(environment.name))"]) : Paragraph([])
        }
        let statements = environment.files.flatMap(\.steps).count { !$0.isDone }
        let words = "\(counted(files, "file")), \(counted(statements, "statement"))"
        if stopping > 0 {
            return Paragraph([
                "\(style.signed(.bad)) \(words): \(counted(stopping, "hazard")) to settle, or to accept"
            ])
        }
        return Paragraph([
            "\(style.signed(.good)) \(words)" + (hazards.isEmpty ? "" : ", \(counted(hazards.count, "hazard"))")
        ])
    }

    private var problems: Paragraph {
        ProblemList(problems: report.problems, style: style, detail: detail, command: "treeguard plan").paragraph
    }

    private var next: Paragraph { StepList(steps: report.next, style: style).paragraph }
}

/// A statement on one line.
func shortened(_ text: String, to width: Int) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let line = Escaped(words).description
    guard line.displayWidth > max(width, 20) else { return line }
    var short = ""
    var used = 0
    for character in line {
        used += String(character).displayWidth
        if used > max(width, 20) - 3 { break }
        short.append(character)
    }
    return short + "..."
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { blanks(max(0, width - displayWidth)) + self }
}

extension PlanReport.Environment {
    /// The size as far as it is known; nil for a relation that is only named or holds no rows.
    package func size(of lock: TableLock) -> String? {
        guard let relation = lock.relation else { return nil }
        return tables.first { $0.name == relation }.flatMap { $0.size == RelationSize() ? nil : $0.size.words }
    }
}

extension PlanReport.File {
    package var routeWords: String {
        switch planned.route {
        case .parts(let parts):
            switch (parts.count, parts.first?.isTransaction) {
            case (0, _): "nothing to run"
            case (1, true?): "in one transaction"
            case (1, _): "in no transaction"
            default: "in \(parts.count) steps"
            }
        case .program: "run by \(planned.migration.framework)"
        case .refused: "cannot be run by treeguard"
        }
    }
}

extension LockWork {
    var words: String? {
        switch self {
        case .none: nil
        case .rows: "changes rows"
        case .scan: "reads every row"
        case .rewrite: "writes every row anew"
        }
    }
}
