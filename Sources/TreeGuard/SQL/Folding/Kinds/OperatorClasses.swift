import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Operator classes and families: their existence, their type, and if they are the default.
    static let operators: Family = [
        (
            PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT,
            { node in
                let create = node.create_op_class_stmt.pointee
                var facets: Facets = ["DEFAULT": .flag(create.is_default != 0)]
                facets["type"] = create.datatype.map { .type(TypeName($0)) }
                return Declaration.Body(
                    [
                        .make(
                            identity("operator class", names(create.n_opclassname, create.opclassname), create.amname),
                            facets)
                    ],
                    unverified: ["its operators and functions"])
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT,
            { node in
                let create = node.create_op_family_stmt.pointee
                return Declaration.Body([
                    .make(identity("operator family", names(create.n_opfamilyname, create.opfamilyname), create.amname))
                ])
            }
        ),
    ]

    private static func identity(_ kind: String, _ parts: [String], _ method: UnsafePointer<CChar>?) -> ObjectIdentity {
        let name = ObjectName(parts) ?? ObjectName("")
        return .other(kind: kind, ObjectName(schema: name.schema, name.name + " USING " + string(method)))
    }
}

extension TypeName {
    /// The type in the server's spelling, without the schema. It distinguishes operators and casts of one name.
    var shortDescription: String {
        var type = self
        type.name.schema = nil
        return type.description
    }
}
