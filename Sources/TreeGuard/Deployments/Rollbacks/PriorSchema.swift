import TreeGuardBase
import TreeGuardSchema

/// The known part of a database before a migration ran: the objects, and the statements that make them again.
package struct PriorSchema: Sendable {
    /// True if what is not known of was not there: a catalog was asked.
    private let isComplete: Bool
    /// True if nothing that the migration makes was there, as its deployment saw.
    private let wasPending: Bool
    private var names: NameResolution
    private var objects: [ObjectIdentity: ObjectDefinition] = [:]
    /// The statement that makes an object, or one facet of it, as it was; none where it came with others.
    private var texts: [ObjectIdentity: String] = [:]

    /// From the catalog's answers, which are DDL, given before the migration ran.
    package init(catalog answers: [Answer], _ catalog: Catalog, read: ReadInstructions) {
        (isComplete, wasPending) = (true, false)
        names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
        for row in answers.flatMap(\.rows) where row.count > 4 {
            for instruction in row[4].map(read) ?? [] { learn(instruction) }
        }
        // What cannot be read is there all the same.
        for (identity, definition) in catalog.objects { objects[identity] = definition }
    }

    /// From the files that ran before it, where no catalog of that time is at hand.
    ///
    /// - Parameter wasPending: whether nothing was seen of what the migration makes, as a deployment sees it.
    package init(files: [[Instruction]], wasPending: Bool) {
        (isComplete, self.wasPending) = (false, wasPending)
        names = NameResolution(searchPath: ["public"], existing: [])
        for instruction in files.joined() { learn(instruction) }
    }

    /// The object that a statement means by a name.
    func object(_ identity: ObjectIdentity) -> ObjectIdentity {
        var names = names
        guard case .alter(let found, _)? = names.resolved([step(.alter(identity, .exists))]).first?.action else {
            return identity
        }
        return found
    }

    /// The place of an object that a statement makes under a name.
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

    /// True if what the migration makes was there already; nil where nobody can say.
    func had(_ identity: ObjectIdentity) -> Bool? {
        if objects[place(of: identity)] != nil { return true }
        return isComplete || wasPending ? false : nil
    }

    /// True if what the migration changes was said of an object: files say all of the objects that they made.
    func hadPart(_ identity: ObjectIdentity) -> Bool? {
        let part = object(identity)
        if objects[part] != nil { return true }
        return isComplete || part.owner.map { objects[$0] != nil } == true ? false : nil
    }

    /// The one statement that makes it as it was, if one does.
    func text(of identity: ObjectIdentity) -> String? { texts[object(identity)] }

    /// Privileges and comments, which go with an object and do not come back with it.
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

    /// Takes in what a statement does.
    package mutating func learn(_ instruction: Instruction) {
        let steps = names.resolved(instruction.statements.flatMap(\.effects))
        for step in steps { learn(step) }
        // With several steps, running it again would do more than make this one object.
        guard let first = steps.first, steps.count == 1 || instruction.isOfOneObject else { return }
        switch first.action {
        case .create(let identity, _): texts[identity] = instruction.text
        // An object is more than what one ALTER says of it; a facet is just that. A privilege is what was granted.
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
            // The catalog says so of every privilege that may not be passed on.
            if identity.isPrivilege, former == .exists, facets == .facets(["GRANT OPTION": .flag(false)]) { return }
            objects[identity] = former?.overlaid(with: facets) ?? (identity.isFacet ? facets : nil)
            if objects[identity] != former { texts[identity] = nil }
        case .drop(let identity): forget(identity)
        case .rename(let old, let new):
            let definition = objects[old]
            forget(old)
            objects[new] = definition
            // Others may be told by the old name.
            texts.removeAll()
        // They go with the table.
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
    /// "SELECT for reader".
    fileprivate var isPrivilege: Bool { if case .facet(_, let name) = self { name.contains(" for ") } else { false } }
}

extension Instruction {
    /// True if its steps are one object and what it is made of.
    fileprivate var isOfOneObject: Bool {
        guard statements.count == 1 else { return false }
        return switch statements[0].kind {
        case .createView, .createRoutine, .createTrigger, .createIndex: true
        default: false
        }
    }
}
