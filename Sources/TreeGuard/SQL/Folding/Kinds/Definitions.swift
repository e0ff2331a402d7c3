import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// The statements that the grammar reads as `CREATE kind name (option = value, ...)`.
    static let definitions: Family = [
        (
            PG_QUERY__NODE__NODE_DEFINE_STMT,
            { node in
                let define = node.define_stmt.pointee
                let isConditional = define.if_not_exists != 0 || define.replace != 0
                return define.folded.map { [.make($0.0, $0.1, if: isConditional)] }.map { Declaration.Body($0) }
            }
        )
    ]
}

extension PgQuery__DefineStmt {
    private var listed: [UnsafeMutablePointer<PgQuery__DefElem>] {
        nodes(n_definition, definition).compactMap(\.definition)
    }
    private var parts: [String] { names(n_defnames, defnames) }

    fileprivate var folded: (ObjectIdentity, Facets)? {
        let options = listed.byName
        switch kind {
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return ObjectName(parts).map { (.routine($0, argumentTypes), aggregate(options)) }
        case PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR: return (operatorIdentity(options), self.operator(options))
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: return ObjectName(parts).map { (.type($0), [:]) }
        case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION: return (.other("collation", parts), collation(options))
        case PG_QUERY__OBJECT_TYPE__OBJECT_TSCONFIGURATION:
            // COPY takes over whatever parser and mappings the other has.
            let parser = options["parser"].map { ["parser": Facet.text($0.lastName)] } ?? [:]
            return (.other("text search configuration", parts), Facets(parser))
        case PG_QUERY__OBJECT_TYPE__OBJECT_TSDICTIONARY:
            var facets = Facets()
            for option in listed {
                let isTemplate = option.name == "template"
                facets[isTemplate ? "template" : "option " + option.name] =
                    .text(isTemplate ? option.lastName : option.text)
            }
            return (.other("text search dictionary", parts), facets)
        case PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER, PG_QUERY__OBJECT_TYPE__OBJECT_TSTEMPLATE:
            let isParser = kind == PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER
            let facets = Facets(options.mapValues { .text($0.lastName) })
            return (.other(isParser ? "text search parser" : "text search template", parts), facets)
        default: return nil
        }
    }

    // A list of parameters, and where ORDER BY begins in it.
    private var argumentTypes: [TypeName] {
        if oldstyle != 0 {
            guard let base = listed.byName["basetype"]?.pointee.arg?.typeName else { return [] }
            return base.name.name == "any" ? [] : [base]
        }
        return (nodes(n_args, args).first?.items ?? []).compactMap { Routine.Parameter($0)?.type }
    }

    private func aggregate(_ options: [String: UnsafeMutablePointer<PgQuery__DefElem>]) -> Facets {
        var facets: Facets = ["kind": .text("aggregate")]
        for (name, option) in options {
            switch name {
            case "sfunc", "sfunc1": facets["SFUNC"] = .text(option.lastName)
            case "stype", "stype1": facets["STYPE"] = option.pointee.arg?.typeName.map { .type($0) }
            case "initcond", "initcond1": facets["INITCOND"] = .text(option.text)
            case "finalfunc", "combinefunc", "serialfunc", "deserialfunc", "msfunc", "minvfunc", "mfinalfunc",
                "parallel":
                facets[name.uppercased()] = .text(option.lastName)
            default: break
            }
        }
        return facets
    }

    private func operatorIdentity(_ options: [String: UnsafeMutablePointer<PgQuery__DefElem>]) -> ObjectIdentity {
        let name = ObjectName(parts) ?? ObjectName("")
        let types = ["leftarg", "rightarg"].map { options[$0]?.pointee.arg?.typeName?.shortDescription ?? "NONE" }
        return .other(
            kind: "operator", ObjectName(schema: name.schema, name.name + " (" + types.joined(separator: ", ") + ")"))
    }

    private func `operator`(_ options: [String: UnsafeMutablePointer<PgQuery__DefElem>]) -> Facets {
        var facets: Facets = ["HASHES": .flag(false), "MERGES": .flag(false)]
        for (name, option) in options {
            switch name {
            case "procedure", "function": facets["FUNCTION"] = .text(option.lastName)
            case "commutator", "negator", "restrict", "join": facets[name.uppercased()] = .text(option.lastName)
            case "hashes", "merges": facets[name.uppercased()] = .flag(option.isOn)
            default: break
            }
        }
        return facets
    }

    private func collation(_ options: [String: UnsafeMutablePointer<PgQuery__DefElem>]) -> Facets {
        // CREATE COLLATION ... FROM copies what the other is.
        guard options["from"] == nil else { return [:] }
        let provider = options["provider"]?.text.lowercased() ?? "libc"
        var facets: Facets = [
            "provider": .text(provider), "deterministic": .flag(options["deterministic"]?.isOn ?? true),
        ]
        let locale = options["locale"]?.text
        for name in ["lc_collate", "lc_ctype"] where provider == "libc" {
            facets[name] = (options[name]?.text ?? locale).map { .text($0) }
        }
        // ICU has several spellings for one locale.
        if provider != "libc" { facets["locale"] = (locale ?? options["lc_collate"]?.text).map { .opaque($0) } }
        return facets
    }
}
