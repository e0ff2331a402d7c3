import TreeGuardBase

/// The words for an object in a report: in PostgreSQL's own words, without the schema `public`.
package struct ObjectWords: Hashable {
    package var kind: String
    package var name: String
    /// The table, where the name means nothing without it.
    package var table: String?

    package init(_ kind: String, _ name: String, table: String? = nil) {
        self.kind = kind
        self.name = name
        self.table = table
    }
}

extension ObjectIdentity {
    /// In words; the definition tells a view from a table, where there is one.
    package func words(_ definition: ObjectDefinition?) -> ObjectWords {
        switch self {
        case .schema(let name): ObjectWords("schema", quotedIdentifier(name))
        case .relation(let name): ObjectWords(definition?.relationKind ?? "relation", name.shown)
        case .index(let name): ObjectWords("index", name.shown)
        case .column(let table, let name): ObjectWords("column", table.shown + "." + quotedIdentifier(name))
        case .constraint(let table, let name):
            ObjectWords("constraint", quotedIdentifier(name), table: table.shown)
        case .trigger(let table, let name): ObjectWords("trigger", quotedIdentifier(name), table: table.shown)
        case .policy(let table, let name): ObjectWords("policy", quotedIdentifier(name), table: table.shown)
        case .rule(let table, let name): ObjectWords("rule", quotedIdentifier(name), table: table.shown)
        case .routine(let name, let arguments):
            ObjectWords(definition?.routineKind ?? "function", name.shown + ObjectIdentity.shown(arguments))
        case .type(let name): ObjectWords("type", name.shown)
        case .enumValue(let type, let value): ObjectWords("enum value", "\(type.shown) '\(value)'")
        case .extension(let name): ObjectWords("extension", quotedIdentifier(name))
        case .comment(let object): ObjectWords("comment", object.commentedName)
        case .facet(let object, let name): ObjectWords(facetKind(name), facetName(name, of: object))
        case .member(let object, let whole): ObjectWords("membership", "\(object.ownWords) in \(whole.ownWords)")
        case .other(let kind, let name): ObjectWords(kind, name.shown)
        }
    }

    /// "owner", "row level security"; a privilege is told by its object.
    private func facetKind(_ name: String) -> String { name.isPrivilege ? "privilege" : name }

    private func facetName(_ name: String, of object: ObjectIdentity) -> String {
        name.isPrivilege ? "\(name) on \(object.ownWords)" : "of \(object.ownWords)"
    }

    /// Tables and columns need no kind to be told apart.
    private var ownWords: String {
        let words = words(nil)
        let kind = ["relation", "column"].contains(words.kind) ? "" : words.kind + " "
        return kind + words.name + (words.table.map { " on \($0)" } ?? "")
    }

    /// "on jobs.title", "on index idx_jobs_title": tables and columns need no kind to be told apart.
    private var commentedName: String {
        "on " + ownWords
    }

    private static func shown(_ arguments: [TypeName]?) -> String {
        arguments.map { "(" + $0.map(\.description).joined(separator: ", ") + ")" } ?? ""
    }
}

extension ObjectName {
    /// The name as a person would write it, without the schema `public`.
    fileprivate var shown: String { schema == "public" ? quotedIdentifier(name) : description }
}

extension ObjectDefinition {
    fileprivate var relationKind: String? {
        switch self {
        case .relation(let kind): kind.rawValue
        case .view: "view"
        default: nil
        }
    }

    fileprivate var routineKind: String? {
        if case .routine(let routine) = self { return routine.kind.rawValue }
        return nil
    }
}

extension String {
    /// "SELECT for reader".
    fileprivate var isPrivilege: Bool { contains(" for ") && first?.isUppercase == true }
}
