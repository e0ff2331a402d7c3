import TreeGuardBase
import TreeGuardSchema

/// A later migration that needs an object of a migration to be rolled back.
package struct Dependence: Hashable, Sendable {
    package var later: RepositoryPath
    package var earlier: RepositoryPath
    /// The object for people: "table widgets".
    package var object: String

    /// Reads the scripts in their order, and returns the first dependence.
    ///
    /// - Parameter isGoing: true for migrations to be rolled back
    /// - Parameter isThere: true for migrations that stay
    package static func first(
        among scripts: [(path: RepositoryPath, statements: [Statement])], isGoing: (RepositoryPath) -> Bool,
        isThere: (RepositoryPath) -> Bool
    ) -> Dependence? {
        var names = NameResolution(searchPath: ["public"], existing: [])
        var going: [ObjectIdentity: RepositoryPath] = [:]
        for (path, statements) in scripts {
            let steps = names.resolved(statements.flatMap(\.effects))
            if isGoing(path) {
                for case .create(let identity, _) in steps.map(\.action) { going[identity] = path }
            } else if isThere(path) {
                // An object that a later file recreates belongs to that file from there on.
                for case .create(let identity, _) in steps.map(\.action) { going[identity] = nil }
                let needed = steps.flatMap(\.needed) + names.resolved(needs: statements)
                if let found = needed.first(where: { going[$0] != nil }), let earlier = going[found] {
                    let words = found.words(nil)
                    return Dependence(
                        later: path, earlier: earlier,
                        object: (words.kind == "relation" ? "table" : words.kind) + " " + words.name)
                }
            }
        }
        return nil
    }
}

extension NameResolution {
    /// Resolves objects that statements need without changing them: parents of a table, types of its columns.
    fileprivate mutating func resolved(needs statements: [Statement]) -> [ObjectIdentity] {
        resolved(
            statements.flatMap { statement in
                statement.needs.map { EffectStep(.alter($0, .exists), at: statement.range) }
            }
        ).compactMap { if case .alter(let identity, _) = $0.action { identity } else { nil } }
    }
}

extension EffectStep {
    /// The objects that must exist for the step: the owner of its object, and the names in its definition.
    fileprivate var needed: [ObjectIdentity] {
        switch action {
        case .create(let identity, let definition): identity.owners + definition.named
        case .alter(let identity, let definition): [identity] + identity.owners + definition.named
        case .drop(let identity), .rename(let identity, _): [identity] + identity.owners
        case .takeColumns(let table, _): [.relation(table)]
        }
    }
}

extension ObjectIdentity {
    fileprivate var owners: [ObjectIdentity] { owner.map { [$0] + $0.owners } ?? [] }
}

extension ObjectDefinition {
    fileprivate var named: [ObjectIdentity] {
        switch self {
        case .constraint(let constraint, _):
            if case .foreignKey(let key) = constraint.kind { [.relation(key.table)] } else { [] }
        case .index(let index, _):
            [.relation(index.table)] + index.columns.map { .column(of: index.table, $0) }
        case .column(let column): column.type.map { [.type($0.name)] } ?? []
        case .trigger(let trigger): [.routine(trigger.function, nil), .routine(trigger.function, [])]
        default: []
        }
    }
}
