import TreeGuardBase
import TreeGuardSchema

/// The schema before a migration ran: its known objects, and the statements that recreate them.
package struct PriorSchema: Sendable {
    /// True if every object is known, because the catalog was read.
    private let isComplete: Bool
    /// True if the deployment saw that none of the migration's objects existed.
    private let wasPending: Bool
    private var names: NameResolution
    private var objects: [ObjectIdentity: ObjectDefinition] = [:]
    /// The statement that recreates an object, or one facet of it; none if another object's statement creates it.
    private var texts: [ObjectIdentity: String] = [:]

    /// Reads the catalog's answers, which are DDL, given before the migration ran.
    package init(catalog answers: [Answer], _ catalog: Catalog, read: ReadInstructions) {
        (isComplete, wasPending) = (true, false)
        names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
        for row in answers.flatMap(\.rows) where row.count > 4 {
            for instruction in row[4].map(read) ?? [] { learn(instruction) }
        }
        // An object whose DDL cannot be read exists all the same.
        for (identity, definition) in catalog.objects { objects[identity] = definition }
    }

    /// Reads the files that ran before the migration, if no catalog of that time is at hand.
    ///
    /// - Parameter wasPending: whether the deployment saw none of the migration's objects
    package init(files: [[Instruction]], wasPending: Bool) {
        (isComplete, self.wasPending) = (false, wasPending)
        names = NameResolution(searchPath: ["public"], existing: [])
        for instruction in files.joined() { learn(instruction) }
    }

    /// The object that a statement's name resolves to.
    func object(_ identity: ObjectIdentity) -> ObjectIdentity {
        var names = names
        guard case .alter(let found, _)? = names.resolved([step(.alter(identity, .exists))]).first?.action else {
            return identity
        }
        return found
    }

    /// The identity of an object that a statement creates under a name.
    func place(of identity: ObjectIdentity) -> ObjectIdentity {
        switch identity {
        case .relation, .type, .routine:
            var names = names
            guard case .create(let place, _)? = names.resolved([step(.create(identity, .exists))]).first?.action else {
                return identity
            }
            return place
        default: return object(identity)
        }
    }

    var definitions: [ObjectIdentity: ObjectDefinition] { objects }

    func definition(of identity: ObjectIdentity) -> ObjectDefinition? { objects[object(identity)] }

    /// True if an object that the migration creates existed already; nil if this is not known.
    func had(_ identity: ObjectIdentity) -> Bool? {
        if objects[place(of: identity)] != nil { return true }
        return isComplete || wasPending ? false : nil
    }

    /// True if a facet that the migration changes was set before; nil if this is not known. The files tell everything
    /// about objects that they created.
    func hadPart(_ identity: ObjectIdentity) -> Bool? {
        let part = object(identity)
        if objects[part] != nil { return true }
        return isComplete || part.owner.map { objects[$0] != nil } == true ? false : nil
    }

    /// The single statement that recreates it as it was, if there is one.
    func text(of identity: ObjectIdentity) -> String? { texts[object(identity)] }

    /// Privileges and comments, which are dropped with an object but not recreated with it.
    func companions(of identity: ObjectIdentity) -> [ObjectIdentity] {
        let object = object(identity)
        return objects.keys.filter { companion in
            switch companion {
            case .comment(let commented): commented == object
            case .facet(let owner, _): owner == object && companion.isPrivilege
            default: false
            }
        }
    }

    /// Applies the effects of a statement.
    package mutating func learn(_ instruction: Instruction) {
        let steps = names.resolved(instruction.statements.flatMap(\.effects))
        for step in steps { learn(step) }
        // If the statement has several steps, running it again would do more than recreate this one object.
        guard let first = steps.first, steps.count == 1 || instruction.isOfOneObject else { return }
        switch first.action {
        case .create(let identity, _): texts[identity] = instruction.text
        // An ALTER describes only part of an object, but all of a facet. A privilege is recorded by its GRANT.
        case .alter(let identity, _) where identity.isFacet && !identity.isPrivilege: texts[identity] = instruction.text
        case .alter, .drop, .rename, .takeColumns: break
        }
    }

    private mutating func learn(_ step: EffectStep) {
        switch step.action {
        case .create(let identity, let definition):
            if step.isConditional, objects[identity] != nil, !definition.replacesEarlier { return }
            objects[identity] = definition
            texts[identity] = nil
        case .alter(let identity, let facets):
            let former = objects[identity]
            // The catalog reports this for every privilege without GRANT OPTION.
            if identity.isPrivilege, former == .exists, facets == .facets(["GRANT OPTION": .flag(false)]) { return }
            objects[identity] = former?.overlaid(with: facets) ?? (identity.isFacet ? facets : nil)
            if objects[identity] != former { texts[identity] = nil }
        case .drop(let identity): forget(identity)
        case .rename(let old, let new):
            let definition = objects[old]
            forget(old)
            objects[new] = definition
            // Texts of other objects may use the old name.
            texts.removeAll()
        // The columns are dropped with their table.
        case .takeColumns: break
        }
    }

    private mutating func forget(_ identity: ObjectIdentity) {
        objects[identity] = nil
        texts[identity] = nil
        for part in objects.keys where part.owner == identity || part.owner?.owner == identity {
            objects[part] = nil
            texts[part] = nil
        }
    }

    private func step(_ action: EffectStep.Action) -> EffectStep {
        EffectStep(action, at: SourceRange(offset: 0, length: 0, line: 1, column: 1))
    }
}

extension ObjectIdentity {
    /// True for a privilege: "SELECT for reader".
    fileprivate var isPrivilege: Bool { if case .facet(_, let name) = self { name.contains(" for ") } else { false } }
}

extension Instruction {
    /// True if all its steps belong to one object.
    fileprivate var isOfOneObject: Bool {
        guard statements.count == 1 else { return false }
        return switch statements[0].kind {
        case .createView, .createRoutine, .createTrigger, .createIndex: true
        default: false
        }
    }
}
