extension DefinitionComparison {
    package func match(_ expected: Index, _ found: Index) -> Match {
        var match = Match()
        if !found.isValid { match.differences.append(Match.invalid) }
        match.expect("table", expected.table, found.table)
        match.expect("method", expected.method, found.method)
        match.expect("UNIQUE", expected.isUnique, found.isUnique)
        match.expect("NULLS NOT DISTINCT", expected.nullsNotDistinct, found.nullsNotDistinct)
        match.expect("included columns", expected.include, found.include)
        match.expect("number of keys", expected.elements.count, found.elements.count)
        for (a, b) in zip(expected.elements, found.elements) { element(a, b, method: expected.method, &match) }
        expect("predicate", expected.predicate, found.predicate, &match)
        match.expect("options", expected.options.settings, found.options.settings)
        return match
    }

    func element(_ expected: Index.Element, _ found: Index.Element, method: String, _ match: inout Match) {
        let expected = expected.asStored
        switch (expected.key, found.key) {
        case (.column(let a), .column(let b)): match.expect("key", a, b)
        case (.expression(let a), .expression(let b)): expect("key expression", a, b, &match)
        case (.column, .expression), (.expression, .column): match.differences.append("key differs")
        }
        match.expect("descending", expected.isDescending, found.isDescending)
        match.expect("nulls first", expected.nullsFirst, found.nullsFirst)
        operatorClass(expected, found, method, &match)
        collation(expected, found, &match)
    }

    /// Compares operator classes. The server omits the type's default class; a file may write it out.
    private func operatorClass(
        _ expected: Index.Element, _ found: Index.Element, _ method: String, _ match: inout Match
    ) {
        match.expect(
            "operator class options", expected.operatorClassOptions.settings, found.operatorClassOptions.settings)
        let (name, other) = (expected.operatorClass?.name, found.operatorClass?.name)
        guard name != other else { return }
        if let name, other == nil {
            switch isDefault(name, for: expected.key, method) {
            case true?: break
            case false?: match.expect("operator class", name, "the default")
            case nil: match.uncompared.append("operator class")
            }
        } else {
            match.expect("operator class", name ?? "the default", other ?? "the default")
        }
    }

    /// True if the class is the default; nil if the key's type, or its default class, is not known here.
    private func isDefault(_ name: String, for key: Index.Element.Key, _ method: String) -> Bool? {
        let neverDefault = ["_pattern_ops", "_path_ops", "_trgm_ops", "_bloom_ops", "_minmax_multi_ops", "varchar_ops"]
        if neverDefault.contains(where: { name.hasSuffix($0) }) || name == "varchar_ops" { return false }
        guard case .column(let column) = key, let type = columns[column]?.type?.base(in: domains),
            type.name.schema == nil
        else { return nil }
        let word = type.isText ? "text" : type.name.name
        switch method {
        case "btree", "hash": return type.arrayDimensions == 0 ? name == "\(word)_ops" : name == "array_ops"
        case "gin": return type.arrayDimensions == 0 ? name == "\(word)_ops" : name == "array_ops"
        case "brin" where type.arrayDimensions == 0: return name == "\(word)_minmax_ops"
        default: return nil
        }
    }

    /// Compares collations. The server omits the collation that the key already has.
    private func collation(_ expected: Index.Element, _ found: Index.Element, _ match: inout Match) {
        let (name, other) = (expected.collation?.name, found.collation?.name)
        guard name != other else { return }
        guard let name, other == nil else {
            match.expect("collation", name ?? "the key's own", other ?? "the key's own")
            return
        }
        if case .column(let column) = expected.key, let own = columns[column] {
            match.expect("collation", name, (own.collation ?? .defaultCollation).name)
        } else {
            match.uncompared.append("collation")
        }
    }
}

extension Index.Element {
    /// The element as stored: `(column)` becomes the column, and its collation that of the key.
    fileprivate var asStored: Index.Element {
        var element = self
        if case .expression(.collate(let inner, let name)) = key, collation == nil {
            (element.key, element.collation) = (.expression(inner), name)
        }
        if case .expression(.column(let path)) = element.key {
            element.key = .column(path.last ?? "")
        } else if collation == nil {
            return self
        }
        return element
    }
}

extension [String: String] {
    /// Settings as text such as `fillfactor=70`, sorted by name.
    var settings: [String] { sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
}
