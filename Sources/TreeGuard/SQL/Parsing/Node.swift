import CPgQuery
import TreeGuardSchema

/// One node of the parser's tree, lent by the `ParseTree` that owns it.
typealias Node = UnsafeMutablePointer<PgQuery__Node>
/// The C field of a repeated message.
typealias NodeList = UnsafeMutablePointer<UnsafeMutablePointer<PgQuery__Node>?>?

/// The nodes of a list; those that are empty are left out.
func nodes(_ count: Int, _ list: NodeList) -> [Node] {
    UnsafeBufferPointer(start: list, count: list == nil ? 0 : count).compactMap { node in
        node.flatMap { $0.pointee.node_case == PG_QUERY__NODE__NODE__NOT_SET ? nil : $0 }
    }
}

extension Node {
    var kind: PgQuery__Node__NodeCase { pointee.node_case }

    /// Of a String node, nil for any other.
    var name: String? {
        kind == PG_QUERY__NODE__NODE_STRING ? string(pointee.string.pointee.sval) : nil
    }

    /// Of a List node, empty for any other.
    var items: [Node] {
        kind == PG_QUERY__NODE__NODE_LIST ? nodes(pointee.list.pointee.n_items, pointee.list.pointee.items) : []
    }

    var definition: UnsafeMutablePointer<PgQuery__DefElem>? {
        kind == PG_QUERY__NODE__NODE_DEF_ELEM ? pointee.def_elem : nil
    }

    /// The value of an option, as text: a number, a string, a word, a type or a list of them.
    var optionText: String {
        switch kind {
        case PG_QUERY__NODE__NODE_STRING: string(pointee.string.pointee.sval)
        case PG_QUERY__NODE__NODE_INTEGER: String(pointee.integer.pointee.ival)
        case PG_QUERY__NODE__NODE_FLOAT: string(pointee.float_.pointee.fval)
        case PG_QUERY__NODE__NODE_BOOLEAN: pointee.boolean.pointee.boolval != 0 ? "true" : "false"
        case PG_QUERY__NODE__NODE_TYPE_NAME: TypeName(pointee.type_name).plainText
        case PG_QUERY__NODE__NODE_LIST: items.map(\.optionText).joined(separator: ", ")
        case PG_QUERY__NODE__NODE_A_CONST: pointee.a_const.plainText
        case PG_QUERY__NODE__NODE_TYPE_CAST: pointee.type_cast.pointee.arg?.optionText ?? ""
        default: ""
        }
    }
}

extension UnsafeMutablePointer<PgQuery__DefElem> {
    var name: String { string(pointee.defname) }
    /// `WITH (fastupdate)` is `WITH (fastupdate = true)`.
    var text: String { pointee.arg?.optionText ?? "true" }
}

extension UnsafeMutablePointer<PgQuery__AConst> {
    /// The value without quotes, as `SET name = value` means it.
    var plainText: String {
        if pointee.isnull != 0 { return "NULL" }
        return switch pointee.val_case {
        case PG_QUERY__A__CONST__VAL_IVAL: String(pointee.ival.pointee.ival)
        case PG_QUERY__A__CONST__VAL_FVAL: string(pointee.fval.pointee.fval)
        case PG_QUERY__A__CONST__VAL_BOOLVAL: pointee.boolval.pointee.boolval != 0 ? "true" : "false"
        case PG_QUERY__A__CONST__VAL_SVAL: string(pointee.sval.pointee.sval)
        case PG_QUERY__A__CONST__VAL_BSVAL: string(pointee.bsval.pointee.bsval)
        default: ""
        }
    }
}

/// Option names to values, as `WITH (name = value)` sets them.
func options(_ count: Int, _ list: NodeList) -> [String: String] {
    var options: [String: String] = [:]
    for definition in nodes(count, list).compactMap(\.definition) {
        let space = nonEmpty(definition.pointee.defnamespace).map { $0 + "." } ?? ""
        options[space + definition.name] = definition.text
    }
    return options
}
