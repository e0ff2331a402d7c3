import TreeGuardSchema

extension Effect {
    /// "relation public.t", or "no relation public.t".
    var words: String { (claim.expectation == .absent ? "no " : "") + identity.words }
}

extension ObjectIdentity {
    var words: String { "\(kindName) \(place)" }

    fileprivate var kindName: String {
        switch self {
        case .schema: "schema"
        case .relation: "relation"
        case .index: "index"
        case .column: "column"
        case .constraint: "constraint"
        case .trigger: "trigger"
        case .policy: "policy"
        case .rule: "rule"
        case .routine: "routine"
        case .type: "type"
        case .enumValue: "value"
        case .extension: "extension"
        case .comment(let object): "comment on " + object.kindName
        case .facet(let object, let name): "\(name) of " + object.kindName
        case .member(let object, _): "membership of " + object.kindName
        case .other(let kind, _): kind
        }
    }

    fileprivate var place: String {
        switch self {
        case .schema(let name), .extension(let name): name
        case .relation(let name), .index(let name), .type(let name), .other(_, let name): name.description
        case .column(let owner, let name), .constraint(let owner, let name), .trigger(let owner, let name),
            .policy(let owner, let name), .rule(let owner, let name), .enumValue(let owner, let name):
            "\(owner).\(name)"
        case .routine(let name, let arguments):
            "\(name)" + (arguments.map { "(" + $0.map(\.name.name).joined(separator: ", ") + ")" } ?? "")
        case .comment(let object), .facet(let object, _): object.place
        case .member(let object, let whole): "\(object.place) in \(whole.place)"
        }
    }
}
