import TreeGuardBase
import TreeGuardGuard

/// People's own words for what went, or may go, where production was not ready for it.
package struct OverrideReport: Hashable, Sendable {
    /// The overrides in force.
    package var standing: [Override]
    /// The merges that were let through by an override, the latest last.
    package var used: [AuditEntry]
    /// True if the team has switched overrides off: those that stand count for nothing.
    package var isSwitchedOff: Bool

    package init(standing: [Override] = [], used: [AuditEntry] = [], isSwitchedOff: Bool = false) {
        self.standing = standing
        self.used = used
        self.isSwitchedOff = isSwitchedOff
    }

    /// Of all that was ever written down, what counts as an override.
    package init(standing: [Override], audit: [AuditEntry], isSwitchedOff: Bool) {
        self.init(
            standing: standing, used: audit.filter { [.overridden, .answeredYes].contains($0.event) },
            isSwitchedOff: isSwitchedOff)
    }

    /// The latest last, as in the file.
    func paragraph(_ detail: Detail, isWhole: Bool, style: TextStyle) -> Paragraph {
        let shown = isWhole || detail == .full ? used[...] : used.suffix(3)
        var lines = standing.map { override in
            let state = isSwitchedOff ? "off" : "in force"
            return (state, "into \(Escaped(override.target)) until \(override.expires)", override.reason, override.who)
        }
        lines += shown.map { entry in
            let road = entry.road.map { "\(Escaped($0)) " } ?? ""
            return ("used", "\(road)into \(Escaped(entry.set.target)) at \(entry.time)", entry.reason ?? "", entry.who)
        }
        guard !lines.isEmpty else { return Paragraph([]) }
        let column = lines.map(\.0.count).max() ?? 0
        var text = [style.paint("Overrides", .bold)]
        for (state, what, reason, who) in lines {
            text.append("  \(state.padded(to: column))  \(what)")
            let words = [reason.isEmpty ? nil : "\(Escaped(reason))", "\(Escaped(who))"].compactMap(\.self)
            text.append(blanks(column + 4) + style.paint(words.joined(separator: ", "), .dim))
        }
        if shown.count < used.count {
            text.append("  and \(used.count - shown.count) used before: treeguard status --verbose")
        }
        if isSwitchedOff, !standing.isEmpty { text.append("  .treeguard switches overrides off (guard.allowOverride)") }
        return Paragraph(text)
    }

    package var json: JSON {
        .object([
            "allowed": .bool(!isSwitchedOff),
            "standing": .array(
                standing.map { override in
                    .object([
                        "target": .string(override.target), "migrations": .string(override.digest),
                        "who": .string(override.who), "reason": .string(override.reason),
                        "given": .string(override.given.description), "expires": .string(override.expires.description),
                    ])
                }),
            "used": .array(used.map(\.json)),
        ])
    }
}
