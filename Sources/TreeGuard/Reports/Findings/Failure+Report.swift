import TreeGuardBase

extension Failure: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String { text(style: style) }
    package var findings: [Finding] { [Finding(self)] }
}
