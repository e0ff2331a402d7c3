import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations

/// The rules of one firewall, and which of them were added from here.
package struct RulesReport: Sendable {
    private let settings: FirewallSettings
    private let provider: String
    private let rules: [(rule: FirewallRule, opening: Opening?)]

    package init(_ settings: FirewallSettings, _ provider: String, _ rules: [FirewallRule], openings: [Opening]) {
        self.settings = settings
        self.provider = provider
        self.rules = rules.map { rule in
            (rule, openings.filter { $0.cluster == settings.cluster && $0.added(rule) }.max { $0.until < $1.until })
        }
    }

    package func text(_ style: TextStyle) -> String {
        let count = rules.count == 1 ? "1 trusted source" : "\(rules.count) trusted sources"
        var lines = [
            "\(style.paint("\(Escaped(settings.name))", .bold))  cluster \(Escaped(settings.cluster)), \(count)", "",
        ]
        if rules.isEmpty { lines.append("  no rules: everybody is let in") }
        let types = rules.map { "\(Escaped($0.rule.type))" }
        let values = rules.map { "\(Escaped($0.rule.value))" }
        let width = (types.map(\.count).max() ?? 0, values.map(\.count).max() ?? 0)
        for (index, entry) in rules.enumerated() {
            let words: String
            if let opening = entry.opening {
                words = "opened from here by \(Escaped(opening.who)), until \(opening.until)"
            } else {
                words = entry.rule.description.map { "\(Escaped($0))" } ?? ""
            }
            let line =
                "  " + padded(types[index], width.0) + "  "
                + (words.isEmpty ? values[index] : padded(values[index], width.1) + "  " + words)
            lines.append(line)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    package var json: JSON {
        .object([
            "firewall": .string(settings.name), "provider": .string(provider), "cluster": .string(settings.cluster),
            "rules": .array(
                rules.map { entry in
                    .object([
                        "type": .string(entry.rule.type), "value": .string(entry.rule.value),
                        "id": entry.rule.id.map(JSON.string), "description": entry.rule.description.map(JSON.string),
                        "created": entry.rule.created.map(JSON.string),
                        "opened": entry.opening.map { opening in
                            .object([
                                "who": .string(opening.who), "at": .string(opening.opened.description),
                                "until": .string(opening.until.description),
                            ])
                        },
                    ])
                }),
        ])
    }
}
