import TreeGuardSchema

/// Restores options one by one, because one statement says several.
extension RollbackSearch {
    /// Options of a sequence, or of the one behind an identity column: all are given back of which any is changed, for one
    /// follows from another.
    mutating func takeOptions(_ part: Declaration.Part) {
        guard case .facet(let object, _) = part.object, case .set(let changed) = part.act else { return }
        if case .column(let column) = before.definition(of: object), column.identity == Column.Identity.none {
            // They go with the identity that the statement adds.
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

/// The options of a sequence as they were, each in the words of ALTER SEQUENCE.
private struct SequenceOptions {
    var words: [String] = []

    /// nil where one that is changed was not told.
    ///
    /// - Parameter isWhole: whether what was not told is what it is where nobody says anything
    init?(_ former: Facets, changing changed: Facets, isWhole: Bool) {
        // A sequence's type brings its limits, and those where it starts.
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
    /// The statements that give a rule or an index back what a statement sets of it; nil where it was not told.
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

    /// True if a table has all that a partition of the other gets, so that nothing new stays on it when it is one no
    /// more.
    func isPrepared(_ child: ObjectName, toBePartOf whole: ObjectName) -> Bool {
        guard had(.relation(whole)) == true, had(.relation(child)) == true else { return false }
        let own = inherited(by: child, as: child)
        return inherited(by: whole, as: child).isSubset(of: own)
    }

    /// The objects that partitions get from a table, as if they were on another.
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
    /// True for the options of a sequence, or of an identity.
    var isOptions: Bool {
        guard case .facet(let object, let name) = self else { return false }
        switch object {
        case .relation: return name == "options"
        case .column: return name == "identity options"
        default: return false
        }
    }
}
