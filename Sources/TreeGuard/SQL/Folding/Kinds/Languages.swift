import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Objects that extend the server: languages, access methods, casts, transforms and conversions.
    static let languages: Family = [
        (
            PG_QUERY__NODE__NODE_CREATE_PLANG_STMT,
            { node in
                let create = node.create_plang_stmt.pointee
                // Without a handler, CREATE LANGUAGE creates the extension of that name.
                guard create.n_plhandler > 0 else {
                    return Declaration.Body([.make(.extension(string(create.plname)), if: create.replace != 0)])
                }
                return Declaration.Body([
                    .make(
                        .other("language", [string(create.plname)]), ["TRUSTED": .flag(create.pltrusted != 0)],
                        if: create.replace != 0)
                ])
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_AM_STMT,
            { node in
                let create = node.create_am_stmt.pointee
                return Declaration.Body([
                    .make(
                        .other("access method", [string(create.amname)]),
                        [
                            "type": .text(string(create.amtype)),
                            "handler": .text(names(create.n_handler_name, create.handler_name).last ?? ""),
                        ])
                ])
            }
        ),
        (PG_QUERY__NODE__NODE_CREATE_CAST_STMT, { $0.create_cast_stmt.pointee.declaration }),
        (
            PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT,
            { node in
                let create = node.create_transform_stmt.pointee
                guard let type = create.type_name else { return nil }
                let name = "\(TypeName(type).shortDescription) \(string(create.lang))"
                return Declaration.Body([
                    .make(
                        .other(kind: "transform", ObjectName(name)),
                        [
                            "FROM SQL": .text(create.fromsql?.lastName ?? "none"),
                            "TO SQL": .text(create.tosql?.lastName ?? "none"),
                        ], if: create.replace != 0)
                ])
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT,
            { node in
                let create = node.create_conversion_stmt.pointee
                return Declaration.Body([
                    .make(
                        .other("conversion", names(create.n_conversion_name, create.conversion_name)),
                        [
                            "from": .text(string(create.for_encoding_name).uppercased()),
                            "to": .text(string(create.to_encoding_name).uppercased()),
                            "DEFAULT": .flag(create.def != 0),
                            "function": .text(names(create.n_func_name, create.func_name).last ?? ""),
                        ])
                ])
            }
        ),
    ]
}

extension PgQuery__CreateCastStmt {
    fileprivate var declaration: Declaration.Body? {
        guard let source = sourcetype, let target = targettype else { return nil }
        let name = "\(TypeName(source).shortDescription) AS \(TypeName(target).shortDescription)"
        let method = self.func?.lastName ?? (`inout` != 0 ? "WITH INOUT" : "WITHOUT FUNCTION")
        let context =
            switch context {
            case PG_QUERY__COERCION_CONTEXT__COERCION_IMPLICIT: "AS IMPLICIT"
            case PG_QUERY__COERCION_CONTEXT__COERCION_ASSIGNMENT: "AS ASSIGNMENT"
            default: "explicit"
            }
        return Declaration.Body([
            .make(.other(kind: "cast", ObjectName(name)), ["function": .text(method), "context": .text(context)])
        ])
    }
}

extension UnsafeMutablePointer<PgQuery__ObjectWithArgs> {
    var lastName: String { names(pointee.n_objname, pointee.objname).last ?? "" }
}
