import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardVerdicts

/// The commands that move things on, each with what it is good for. A command is never broken: it is there to be copied.
struct StepList {
    private let steps: [(command: String, purpose: String)]
    private let style: TextStyle
    /// How wide the commands are that have room for their purpose beside them.
    private let column: Int

    private static let indent = 7
    private static let gap = 4

    init(steps: [CheckReport.NextStep], style: TextStyle) {
        self.steps = steps.map { (Escaped($0.command).description, Escaped($0.purpose).description) }
        self.style = style
        let room = style.width - StepList.indent - StepList.gap
        column =
            self.steps.filter { $0.command.displayWidth + $0.purpose.displayWidth <= room }
            .map(\.command.displayWidth).max() ?? 0
    }

    var paragraph: Paragraph {
        Paragraph(
            steps.enumerated().flatMap { number, step in
                lines(step, lead: number == 0 ? style.paint("next:", .dim) + "  " : blanks(StepList.indent))
            })
    }

    private func lines(_ step: (command: String, purpose: String), lead: String) -> [String] {
        let command = style.paint(step.command, .bold)
        guard !step.purpose.isEmpty else { return [lead + command] }
        let gap = column + StepList.gap - step.command.displayWidth
        let end = StepList.indent + column + StepList.gap + step.purpose.displayWidth
        guard gap >= StepList.gap, end <= style.width else {
            let margin = StepList.indent + 4
            return [lead + command]
                + wrapped(step.purpose, width: max(style.width - margin, 20))
                .map { blanks(margin) + style.paint($0, .dim) }
        }
        return [lead + command + blanks(gap) + style.paint(step.purpose, .dim)]
    }
}
