import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardSystem

/// Answers as lines of JSON, so that two measurements can be compared.
enum Records {
    static func text(_ answers: [Answer]) -> String { answers.map { json($0).line + "\n" }.joined() }

    private static func json(_ answer: Answer) -> JSON {
        .object([
            "project": .string(answer.project), "file": .string(answer.file), "moment": .string(answer.moment),
            "said": .string(answer.said), "truth": .string(answer.truth), "outcome": .string(answer.outcome.rawValue),
            "wouldFail": answer.wouldFail.map { .string($0) } ?? .null, "runs": .bool(answer.runs),
            "leavesTrace": .bool(answer.leavesTrace), "detail": .string(answer.detail),
        ])
    }
}

/// Two measurements, answer by answer.
struct Comparison {
    private struct Noted {
        var place, said, outcome, wouldFail: String
    }

    private let before: [Noted]
    private let after: [Noted]

    init(_ before: String, _ after: String) throws {
        self.before = try Comparison.read(before)
        self.after = try Comparison.read(after)
    }

    private static func read(_ path: String) throws -> [Noted] {
        try Files.read(path, limit: 1 << 30).split(separator: UInt8(ascii: "\n")).map { line in
            let json = try JSON.parse(Array(line))
            func text(_ name: String) -> String { "\(Escaped(json[name]?.string ?? ""))" }
            return Noted(
                place: "\(text("project"))/\(text("file"))   \(text("moment"))", said: text("said"),
                outcome: text("outcome"), wouldFail: text("wouldFail"))
        }
    }

    /// A line for each answer that is another one now, and how many there are of each kind.
    var text: String {
        let known = Dictionary(before.map { ($0.place, $0) }) { first, _ in first }
        var counts: [String: Int] = [:]
        var lines: [String] = []
        for now in after {
            guard let then = known[now.place] else {
                counts["not asked before", default: 0] += 1
                continue
            }
            if then.said != now.said || then.outcome != now.outcome {
                counts["\(then.outcome) -> \(now.outcome)", default: 0] += 1
                lines.append("\(now.place): \(then.said) (\(then.outcome)) -> \(now.said) (\(now.outcome))")
            }
            if then.wouldFail.isEmpty != now.wouldFail.isEmpty {
                let words = then.wouldFail.isEmpty ? "now said to fail" : "no longer said to fail"
                counts[words, default: 0] += 1
                lines.append("\(now.place): \(words), \(then.wouldFail)\(now.wouldFail)")
            }
        }
        let places = Set(after.map(\.place))
        let gone = before.count { !places.contains($0.place) }
        if gone > 0 { counts["not asked any more"] = gone }
        lines += counts.sorted { $0.key < $1.key }.map { "\($0.value)   \($0.key)" }
        return lines.isEmpty ? "every answer is the same\n" : lines.joined(separator: "\n") + "\n"
    }
}
