import TreeGuardSchema

/// Undoes single options, because one statement may set several.
extension RollbackSearch {
    /// Undoes options of a sequence, or of the sequence of an identity column. All of them are restored if one changes,
    /// because one follows from another.
    mutating func takeOptions(_ part: Declaration.Part) {
        guard case .facet(let object, _) = part.object, case .set(let changed) = part.act else { return }
        if case .column(let column) = before.definition(of: object), column.identity == Column.Identity.none {
            // The options are dropped with the identity that the statement adds.
            return
        }
        var former = Facets()
        if case .facets(let facets) = before.definition(of: part.object) { former = facets }
        let isKnown = before.hadPart(part.object) != nil
        guard let options = SequenceOptions(former, changing: changed, isWhole: isKnown) else {
            return refuse("how \(named(part.object)) were before is not known")
        }
        switch object {
        case .column(let table, let column):
            let words = options.words.map { " SET \($0)" }.joined()
            undo(part.object, by: ["ALTER TABLE \(table.sql) ALTER COLUMN \(sqlName(column))\(words)"])
        case .relation(let name):
            undo(part.object, by: ["ALTER SEQUENCE \(name.sql) \(options.words.joined(separator: " "))"])
        default: refuse("how it is undone is not known")
        }
    }
}

/// The former options of a sequence, each in the syntax of ALTER SEQUENCE.
private struct SequenceOptions {
    var words: [String] = []

    /// Fails if a changed option is not known.
    ///
    /// - Parameter isWhole: whether an unknown option has its default
    init?(_ former: Facets, changing changed: Facets, isWhole: Bool) {
        // The type of a sequence sets its limits, and those set its start.
        let isComplete = former["increment"] != nil && former["minvalue"] != nil && former["start"] != nil
        let wanted =
            isComplete
            ? former.names : changed.names.map { ($0.hasPrefix("NO ") ? String($0.dropFirst(3)) : $0).lowercased() }
        for name in SequenceOptions.order where wanted.contains(name) {
            let standard = isWhole ? SequenceOptions.standard[name] : nil
            guard let text = SequenceOptions.text(name, former) ?? standard else { return nil }
            words.append(text)
        }
        guard isComplete || words.count == Set(wanted).count else { return nil }
    }

    private static let order = ["type", "increment", "minvalue", "maxvalue", "start", "cache", "cycle", "owned by"]

    private static let standard = [
        "increment": "INCREMENT BY 1", "minvalue": "NO MINVALUE", "maxvalue": "NO MAXVALUE", "cache": "CACHE 1",
        "cycle": "NO CYCLE",
    ]

    private static func text(_ name: String, _ former: Facets) -> String? {
        if former["NO \(name.uppercased())"] == .flag(true) { return "NO \(name.uppercased())" }
        switch (name, former[name]) {
        case ("type", .type(let type)?): return "AS \(type.sql)"
        case ("cycle", .flag(let isOn)?): return isOn ? "CYCLE" : "NO CYCLE"
        case ("owned by", .object(.column(let table, let column))?): return "OWNED BY \(table.sql).\(sqlName(column))"
        case ("owned by", .text(let word)?): return "OWNED BY \(word)"
        case ("increment", .text(let number)?): return "INCREMENT BY \(number)"
        case ("start", .text(let number)?): return "START WITH \(number)"
        case (_, .text(let number)?): return "\(name.uppercased()) \(number)"
        default: return nil
        }
    }
}

extension PriorSchema {
    /// The statements that restore a setting of a rule or an index; nil if it is not known.
    func textsSettingBack(_ part: Declaration.Part) -> [String]? {
        guard case .set(let changed) = part.act else { return nil }
        switch (part.object, definition(of: part.object)) {
        case (.rule(let table, let rule), .facets(let former)?):
            guard changed.names == ["enabled"], case .text(let when)? = former["enabled"],
                let word = [
                    "origin": "ENABLE", "always": "ENABLE ALWAYS", "replica": "ENABLE REPLICA", "disabled": "DISABLE",
                ][
                    when]
            else { return nil }
            return ["ALTER TABLE \(table.sql) \(word) RULE \(sqlName(rule))"]
        case (.index(let name), .index(let former, _)?):
            let texts = changed.names.compactMap { parameter -> String? in
                guard parameter.hasPrefix("parameter ") else { return nil }
                let option = String(parameter.dropFirst("parameter ".count))
                let value = former.options[option].map { "SET (\(sqlName(option)) = \(SQLWords.literal($0)))" }
                return "ALTER INDEX \(name.sql) \(value ?? "RESET (\(sqlName(option)))")"
            }
            return texts.count == changed.names.count ? texts : nil
        default: return nil
        }
    }

    /// True if a table already has every object that a partition inherits, so that nothing new stays on it after
    /// DETACH.
    func isPrepared(_ child: ObjectName, toBePartOf whole: ObjectName) -> Bool {
        guard had(.relation(whole)) == true, had(.relation(child)) == true else { return false }
        let own = inherited(by: child, as: child)
        return inherited(by: whole, as: child).isSubset(of: own)
    }

    /// The objects that partitions inherit from a table, written as objects of another table.
    private func inherited(by table: ObjectName, as other: ObjectName) -> Set<ObjectDefinition> {
        let relation = object(.relation(table))
        return Set(
            definitions.compactMap { identity, definition in
                switch definition {
                case .index(var index, _) where object(.relation(index.table)) == relation:
                    index.table = other
                    return .index(index, isNamed: true)
                case .constraint(let constraint, _) where identity.owner == relation:
                    if case .check = constraint.kind { return nil }
                    return .constraint(constraint, isNamed: true)
                default: return nil
                }
            })
    }
}

extension ObjectIdentity {
    /// True for the options of a sequence or an identity.
    var isOptions: Bool {
        guard case .facet(let object, let name) = self else { return false }
        switch object {
        case .relation: return name == "options"
        case .column: return name == "identity options"
        default: return false
        }
    }
}
