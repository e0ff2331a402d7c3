import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Changes of text search objects. `definitions` reads their CREATE statements.
    static let textSearch: Family = [
        (
            PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT,
            { node in
                let alter = node.alter_tsdictionary_stmt.pointee
                let object = ObjectIdentity.other("text search dictionary", names(alter.n_dictname, alter.dictname))
                let list = nodes(alter.n_options, alter.options).compactMap(\.definition)
                let facets = Facets(
                    Dictionary(list.filter { $0.pointee.arg != nil }.map { ("option " + $0.name, .text($0.text)) }) {
                        $1
                    })
                let reset = list.filter { $0.pointee.arg == nil }.map { "reset of " + $0.name }
                return Declaration.Body(facets.values.isEmpty ? [] : [.set(object, facets)], unverified: reset)
            }
        ),
        (PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT, { $0.alter_tsconfiguration_stmt.pointee.declaration }),
    ]
}

extension PgQuery__AlterTSConfigurationStmt {
    fileprivate var declaration: Declaration.Body? {
        let configuration = ObjectIdentity.other("text search configuration", names(n_cfgname, cfgname))
        let dictionaries = nodes(n_dicts, dicts).compactMap { $0.items.compactMap(\.name).last }
        let mappings = names(n_tokentype, tokentype).map {
            ObjectIdentity.facet(of: configuration, "mapping of \($0)")
        }
        switch kind {
        case PG_QUERY__ALTER_TSCONFIG_TYPE__ALTER_TSCONFIG_ADD_MAPPING,
            PG_QUERY__ALTER_TSCONFIG_TYPE__ALTER_TSCONFIG_ALTER_MAPPING_FOR_TOKEN:
            let facets: Facets = ["dictionaries": .list(dictionaries)]
            return Declaration.Body(mappings.map { override != 0 ? .set($0, facets) : .make($0, facets) })
        case PG_QUERY__ALTER_TSCONFIG_TYPE__ALTER_TSCONFIG_DROP_MAPPING:
            return Declaration.Body(mappings.map { .remove($0, if: missing_ok != 0) })
        default: return Declaration.Body([], unverified: ["REPLACE of a dictionary"])
        }
    }
}
