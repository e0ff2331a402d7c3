import TreeGuardBase
import TreeGuardGuard
import TreeGuardVerdicts

/// The result of `treeguard init`, or what it would do.
package struct SetupReport: Sendable, Hashable {
    package var files: [SetupFile]
    /// Remarks for the person.
    package var remarks: [String]
    package var isDryRun: Bool

    package init(files: [SetupFile], remarks: [String], isDryRun: Bool) {
        self.files = files
        self.remarks = remarks
        self.isDryRun = isDryRun
    }

    /// 1 when something is left for a person to add.
    package var exit: ExitCode { files.contains { !$0.leftToAdd.isEmpty } ? .migrationsPending : .success }

    package func text(style: TextStyle) -> String {
        var page = [Paragraph(summary)]
        page += files.filter { !$0.leftToAdd.isEmpty }.map { block($0.path, $0.leftToAdd, style) }
        if isDryRun {
            page += files.compactMap { file in
                file.text.map { text in
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                    return block(file.path, lines.map(shown), style)
                }
            }
        }
        page.append(Paragraph(remarks.map { "\(style.signed(.caution)) \(Escaped($0))" }))
        page.append(StepList(steps: next, style: style).paragraph)
        return Paragraph.page(page)
    }

    private var summary: [String] {
        let width = files.map(\.path.displayWidth).max() ?? 0
        let words = files.map { word($0) }
        let column = words.map(\.count).max() ?? 0
        return zip(files, words).map { file, word in
            "\(word.padded(to: column))  \(file.path.padded(to: width))  \(Escaped(file.note))"
        }
    }

    private func block(_ path: String, _ lines: [String], _ style: TextStyle) -> Paragraph {
        Paragraph([style.paint("\(path):", .bold)] + lines.map { $0.isEmpty ? "" : "    \($0)" })
    }

    /// A tab at the beginning of a line is how git writes its configuration.
    private func shown(_ line: Substring) -> String {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { "\(Escaped(String($0)))" }
            .joined(separator: "    ")
    }

    private func word(_ file: SetupFile) -> String {
        switch file.outcome {
        case .new: isDryRun ? "would write" : "wrote"
        case .joined: isDryRun ? "would join" : "joined"
        case .inPlace: "there"
        case .kept: "kept"
        }
    }

    private var next: [CheckReport.NextStep] {
        if isDryRun { return [CheckReport.NextStep("treeguard init", "writes them")] }
        let changed = files.filter { $0.text != nil }.map { ShellQuoted($0.path).description }
        let commit = CheckReport.NextStep(
            "git add \(changed.joined(separator: " "))",
            "and commit: .treeguard counts once the protected branch has it")
        return (changed.isEmpty ? [] : [commit]) + [
            CheckReport.NextStep("treeguard install", "hooks for every worktree of this repository"),
            CheckReport.NextStep("treeguard check", "what this worktree would bring into it"),
        ]
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)),
            "files": .array(
                files.map { file in
                    .object([
                        "path": .string(file.path), "outcome": .string(outcome(file)), "note": .string(file.note),
                        "text": file.text.map(JSON.string) ?? .null,
                    ])
                }),
            "remarks": .array(remarks.map(JSON.string)),
            "next": .array(next.map { .string($0.command) }),
        ])
    }

    private func outcome(_ file: SetupFile) -> String {
        switch file.outcome {
        case .new: isDryRun ? "to-write" : "written"
        case .joined: isDryRun ? "to-join" : "joined"
        case .inPlace: "in-place"
        case .kept: "kept"
        }
    }
}

extension SetupFile {
    fileprivate var note: String {
        if case .kept(let why, _) = outcome { why } else { purpose }
    }

    /// The lines that a person has to add by hand.
    fileprivate var leftToAdd: [String] {
        if case .kept(_, let lines) = outcome { lines } else { [] }
    }
}
