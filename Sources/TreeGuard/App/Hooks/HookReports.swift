import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming

extension InstallReport {
    package func text(style: TextStyle) -> String {
        var lines = written.map { "wrote  \(Escaped($0))" }
        for path in tampered {
            lines += [
                "\(style.symbol("⚠️ ", or: "!")) \(Escaped(path)) was changed after it was installed, and is left alone.",
                "   to write it anew: treeguard install --force",
            ]
        }
        for advice in advice {
            lines += ["", "\(advice.hook.rawValue): \(Escaped(advice.because)).", "add to \(Escaped(advice.place)):"]
            lines += advice.lines.map { "    \(Escaped($0))" }
        }
        if lines.isEmpty { lines = ["everything is in place"] }
        if exit == .success, !written.isEmpty { lines.append("every road is guarded; treeguard doctor looks again") }
        return lines.joined(separator: "\n") + "\n"
    }

    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)), "written": .array(written.map(JSON.string)),
            "tampered": .array(tampered.map(JSON.string)),
            "advice": .array(
                advice.map { advice in
                    .object([
                        "hook": .string(advice.hook.rawValue), "because": .string(advice.because),
                        "place": .string(advice.place), "lines": .array(advice.lines.map(JSON.string)),
                    ])
                }),
        ])
    }
}

extension UninstallReport {
    package func text(style: TextStyle) -> String {
        var lines = restored.map { "restored  \(Escaped($0))" } + edited.map { "took our line out of  \(Escaped($0))" }
        for path in left {
            lines += [
                "\(style.symbol("⚠️ ", or: "!")) \(Escaped(path)) was changed since, and is left alone.",
                "   to restore what was there before it: treeguard uninstall --force",
            ]
        }
        if lines.isEmpty { lines = ["nothing was installed"] }
        return lines.joined(separator: "\n") + "\n"
    }

    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)), "restored": .array(restored.map(JSON.string)),
            "edited": .array(edited.map(JSON.string)), "left": .array(left.map(JSON.string)),
        ])
    }
}
