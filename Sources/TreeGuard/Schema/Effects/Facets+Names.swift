extension Facet {
    func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> Facet {
        switch self {
        case .type(let type): .type(type.mappingName(replace))
        case .object(let object): .object(object.mappingNames(replace))
        case .expression(let expression): .expression(expression?.mappingNames(replace))
        case .flag, .text, .list, .set, .opaque: self
        }
    }

    func mappingExpressions(_ change: (Expression) -> Expression) -> Facet {
        if case .expression(let expression?) = self { return .expression(change(expression)) }
        return self
    }
}

extension Facets {
    func mapping(_ change: (Facet) -> Facet) -> Facets { Facets(values.mapValues(change)) }

    /// The objects that the facets name.
    var objects: [ObjectIdentity] {
        values.values.compactMap { facet in
            switch facet {
            case .object(let object): object
            case .type(let type): type.name.schema == nil ? nil : .type(type.name)
            default: nil
            }
        }
    }

    /// The columns in the facets' expressions.
    var columns: [String] {
        values.values.flatMap { facet -> [String] in
            if case .expression(let expression?) = facet { return expression.columns }
            return []
        }
    }
}
