import CPgQuery
import TreeGuardSchema

extension Declaring {
    static let sequences: Family = [
        (
            PG_QUERY__NODE__NODE_ALTER_SEQ_STMT,
            { node in
                let alter = node.alter_seq_stmt.pointee
                guard let relation = alter.sequence else { return nil }
                return sequence(ObjectName(relation), nodes(alter.n_options, alter.options), if: alter.missing_ok != 0)
            }
        )
    ]

    /// The options of CREATE and ALTER SEQUENCE.
    static func sequence(_ name: ObjectName, _ list: [Node], if isConditional: Bool = false) -> Declaration.Body {
        let (facets, unverified) = sequenceFacets(list)
        guard !facets.values.isEmpty else { return Declaration.Body([], unverified: unverified) }
        return Declaration.Body(
            [.set(.facet(of: .relation(name), "options"), facets, if: isConditional)], unverified: unverified)
    }

    /// The facets of a sequence. RESTART changes a row, not the definition.
    static func sequenceFacets(_ list: [Node]) -> (facets: Facets, unverified: [String]) {
        var facets = Facets()
        var unverified: [String] = []
        for option in list.compactMap(\.definition) {
            switch option.name {
            case "as": facets["type"] = option.pointee.arg?.typeName.map { .type($0) }
            case "cycle": facets["cycle"] = .flag(option.isOn)
            case "owned_by": facets["owned by"] = owner(option.pointee.arg?.items.compactMap(\.name) ?? [])
            case "restart": unverified.append("RESTART")
            // Whatever the type allows; production says both the number and that it is the type's own.
            case _ where option.pointee.arg == nil: facets["NO " + option.name.uppercased()] = .flag(true)
            default: facets[option.name] = .text(option.text)
            }
        }
        return (facets, unverified)
    }

    private static func owner(_ parts: [String]) -> Facet {
        guard parts.count > 1, let column = parts.last, let table = ObjectName(Array(parts.dropLast())) else {
            return .text("NONE")
        }
        return .object(.column(of: table, column))
    }
}
