/// The objects of a schema while statements run, one step after the other: a value that follows what the files say.
/// The cost of a step depends on the objects that it touches, not on the number of earlier steps.
struct Schema {
    private(set) var objects: [ObjectIdentity: ObjectState] = [:]
    /// The state of each object before the first step that touches it.
    private(set) var beginnings: [ObjectIdentity: ObjectState] = [:]
    /// The objects that a step changed since `forgetChanges`, in the order of their first change.
    private(set) var changed: [ObjectIdentity] = []
    private var isChanged: Set<ObjectIdentity> = []
    /// Objects that a DROP removed since then; a later CREATE makes them anew.
    private(set) var dropped: Set<ObjectIdentity> = []
    /// Every object that a step was ever about, in that order.
    private(set) var known: [ObjectIdentity] = []
    private var spellings: [ObjectIdentity: [ObjectIdentity]] = [:]
    private var names: [String: [ObjectIdentity]] = [:]
    /// The objects that depended on each object at some time, in the order in which they were made.
    private var dependents: [ObjectIdentity: ListOfObjects] = [:]
    /// Tables with columns from elsewhere that no file lists.
    private var copies: Set<ObjectName> = []
    /// The statement whose CREATE TABLE IF NOT EXISTS found the table: the rest of it changes nothing.
    private var idle: SourceRange?

    init() {}

    /// The schema of a database that holds these objects.
    init(holding objects: [ObjectIdentity: ObjectDefinition]) {
        for (identity, definition) in objects { set(identity, .present(definition)) }
        forgetChanges()
    }

    /// Begins a new file.
    mutating func forgetChanges() { (changed, isChanged, dropped, idle) = ([], [], [], nil) }

    /// True if the step creates an object in the place of one that this file drops or renames.
    func isReplacing(_ step: EffectStep) -> Bool {
        guard case .create(let identity, _) = step.action else { return false }
        if dropped.contains(identity) { return true }
        if case .renamed = objects[identity] { return isChanged.contains(identity) }
        return false
    }

    /// The step with the names that the objects have here: renaming the index of a constraint renames the constraint.
    func written(_ step: EffectStep) -> EffectStep {
        guard case .rename(let old, let new) = step.action, case .index(let name) = old, objects[old]?.exists != true,
            let constraint = dependents(of: old).first(where: { $0.isConstraint(named: name.name) }),
            objects[constraint]?.exists == true
        else { return step }
        var written = step
        written.action = .rename(constraint, to: constraint.named(new.lastName))
        return written
    }

    /// Runs one step. The object that the step is about afterwards, or nil if the step does nothing at all.
    mutating func run(_ step: EffectStep) -> ObjectIdentity? {
        switch step.action {
        case .create(let identity, let definition): return create(identity, definition, step)
        case .alter(let identity, let facets): return alter(identity, facets, step)
        case .drop(let identity): return drop(identity, step)
        case .rename(let old, let new): return rename(old, to: new, step)
        // `ColumnOrigins` could not list these columns, and has counted the step as unverified.
        case .takeColumns(let table, _):
            copies.insert(table)
            return nil
        }
    }

    // MARK: The four steps

    private mutating func create(
        _ identity: ObjectIdentity, _ definition: ObjectDefinition, _ step: EffectStep
    ) -> ObjectIdentity? {
        if step.isConditional, idle == step.range { return nil }
        // IF NOT EXISTS refers to the existing object.
        let identity =
            identity.isSetting
            ? spelling(of: identity)
            : definition.isNamed || step.isConditional ? identity : freeName(for: identity)
        let before = objects[identity]
        if step.isConditional, definition.isKept, before?.exists == true {
            if case .relation = identity { idle = step.range }
            touch(identity)
            return identity
        }
        if step.isConditional, case .facets = definition, before?.exists == true, before?.definition != definition {
            // Whether the statement says IF NOT EXISTS or OR REPLACE is not known here.
            set(identity, .someDefinition)
            return identity
        }
        begin(identity, definition.beginning(of: identity, step))
        if dropped.contains(identity), beginnings[identity] == .unknown, isOnlyPrecaution(identity, definition) {
            beginnings[identity] = .absent
        }
        set(identity, .present(definition))
        add(identity, to: definition)
        return identity
    }

    /// True if the DROP IF EXISTS before a CREATE is a habit: no earlier file makes the object, and files create its
    /// kind once.
    private func isOnlyPrecaution(_ identity: ObjectIdentity, _ definition: ObjectDefinition) -> Bool {
        guard identity.isMadeOnce(as: definition) else { return false }
        guard let table = identity.owner ?? definition.table.map({ .relation($0) }) else { return true }
        return objects[table]?.exists ?? false
    }

    private mutating func alter(
        _ identity: ObjectIdentity, _ facets: ObjectDefinition, _ step: EffectStep
    ) -> ObjectIdentity? {
        if step.isConditional, idle == step.range { return nil }
        let identity = spelling(of: identity)
        begin(identity, identity.isSetting ? .unknown : .someDefinition)
        let definition = objects[identity]?.definition?.overlaid(with: facets) ?? facets
        set(identity, .present(definition))
        settleTriggers(identity)
        settleSequence(of: identity, facets)
        return identity
    }

    /// ADD GENERATED AS IDENTITY makes a sequence, which may have a name that was dropped.
    private mutating func settleSequence(of identity: ObjectIdentity, _ facets: ObjectDefinition) {
        guard case .column(let table, let name) = identity, case .column(let column) = facets,
            column.identity != nil, column.identity != .some(.none)
        else { return }
        let sequence = ObjectIdentity.relation(
            ObjectName(schema: table.schema, ChosenName.sequence(of: table.name, name)))
        if objects[sequence] == .absent { set(sequence, .someDefinition) }
    }

    /// ENABLE TRIGGER ALL and a later change of one trigger override each other.
    private mutating func settleTriggers(_ identity: ObjectIdentity) {
        switch identity {
        case .facet(let table, "triggers"):
            for part in dependents(of: table) {
                if case .trigger = part, objects[part]?.exists == true { set(part, .someDefinition) }
            }
        case .trigger(let table, _):
            let all = ObjectIdentity.facet(of: .relation(table), "triggers")
            if objects[all] != nil { set(all, .unknown) }
        default: break
        }
    }

    private mutating func drop(_ identity: ObjectIdentity, _ step: EffectStep) -> ObjectIdentity? {
        let identity = spelling(of: identity)
        begin(identity, step.isConditional ? .unknown : .someDefinition)
        for gone in goneWith(identity) {
            dropped.insert(gone)
            set(gone, .absent)
        }
        return identity
    }

    private mutating func rename(
        _ old: ObjectIdentity, to new: ObjectIdentity, _ step: EffectStep
    ) -> ObjectIdentity? {
        let old = spelling(of: old)
        begin(old, step.isConditional ? .unknown : .someDefinition)
        begin(new, step.isConditional ? .unknown : .absent)
        if objects[old]?.definition == nil { set(old, .present(.exists)) }
        follow(old, to: new)
        return new
    }

    // MARK: Names and dependencies

    /// Renames the object in all definitions that are about it or name it.
    private mutating func follow(_ old: ObjectIdentity, to new: ObjectIdentity) {
        var moved: [(ObjectIdentity, ObjectIdentity)] = []
        for identity in [old] + dependents(of: old) {
            guard let definition = objects[identity]?.definition else { continue }
            let claim = Effect.Claim(identity, .present(definition))
            let renamed = claim.renamed(old, to: new)
            guard renamed != claim, let definition = renamed.definition else { continue }
            if renamed.identity != identity {
                begin(renamed.identity, .absent)
                set(identity, .renamed(renamed.identity))
                // If an index is renamed with its constraint or moves with its table, what depends on it follows.
                if identity != old, !identity.hangs(on: old) { moved.append((identity, renamed.identity)) }
            }
            set(renamed.identity, .present(definition))
        }
        for (from, to) in moved { follow(from, to: to) }
    }

    /// The object and all objects that are dropped with it, directly or indirectly.
    private func goneWith(_ object: ObjectIdentity) -> [ObjectIdentity] {
        var gone = [object]
        var seen: Set<ObjectIdentity> = [object]
        var next = 0
        while next < gone.count {
            for identity in dependents(of: gone[next]) {
                guard let state = objects[identity], state.exists,
                    state.definition?.survivesLoss(of: gone[next]) != true
                else { continue }
                if seen.insert(identity).inserted { gone.append(identity) }
            }
            next += 1
        }
        return gone
    }

    private func dependents(of object: ObjectIdentity) -> [ObjectIdentity] {
        let key = object.withoutArguments
        let candidates = if case .schema = object { known } else { dependents[key]?.list ?? [] }
        return candidates.filter { identity in
            guard identity != object, let definition = objects[identity]?.definition else { return false }
            let claim = Effect.Claim(identity, .present(definition))
            if case .schema(let name) = object { return claim.names(schema: name) }
            return claim.dependencies.contains(key)
        }
    }

    /// The name with the first free number: PostgreSQL takes it if its first choice is taken.
    private func freeName(for identity: ObjectIdentity) -> ObjectIdentity {
        guard let name = identity.ownName else { return identity }
        var candidate = identity
        var number = 0
        while objects[candidate]?.exists == true {
            number += 1
            candidate = identity.named("\(name)\(number)")
        }
        return candidate
    }

    /// The identity under which the object is known: a routine may be named without its arguments.
    private func spelling(of identity: ObjectIdentity) -> ObjectIdentity {
        if objects[identity]?.exists == true { return identity }
        let others = spellings[identity.withoutArguments] ?? []
        return others.first { $0.isSame(as: identity) && objects[$0]?.exists == true } ?? identity
    }

    /// The objects that belong to a relation or stand on it, as it is now.
    func partsThere(of relation: ObjectName) -> [(ObjectIdentity, ObjectDefinition)] {
        (dependents[.relation(relation)]?.list ?? []).compactMap { part in
            guard let definition = objects[part]?.definition,
                relation == part.owner?.relation ?? definition.table
            else { return nil }
            return (part, definition)
        }
    }

    /// The routines of a name that are there now.
    func routinesThere(named name: ObjectName) -> [ObjectIdentity] {
        (spellings[.routine(name, nil)] ?? []).filter { objects[$0]?.exists == true }
    }

    /// The parts of a table that some step mentions; nil if the table has others from elsewhere: it is a partition, or it
    /// inherits or copies columns.
    func parts(of table: ObjectName) -> [ObjectIdentity]? {
        let all = dependents[.relation(table)]?.list ?? []
        let isMember = all.contains { if case .member(.relation(table), _) = $0 { true } else { false } }
        return isMember || copies.contains(table) ? nil : all.filter { $0.relation == table }
    }

    /// The objects with one of these names, and the parts of such tables, that no step changed since `forgetChanges`.
    func unchanged(named words: Set<String>) -> [ObjectIdentity] {
        let named = words.sorted().flatMap { names[$0] ?? [] }
        var found = ListOfObjects()
        for object in named {
            let parts = (dependents[object]?.list ?? []).filter {
                $0.owner == object || object == objects[$0]?.definition?.table.map { .relation($0) }
            }
            for identity in [object] + parts where !isChanged.contains(identity) { found.add(identity) }
        }
        return found.list
    }

    // MARK: Setting a state

    private mutating func begin(_ identity: ObjectIdentity, _ state: ObjectState) {
        guard objects[identity] == nil else { return }
        beginnings[identity] = beginning(of: identity, state)
        objects[identity] = beginnings[identity]
        known.append(identity)
        if case .facet = identity {} else { names[identity.lastName, default: []].append(identity) }
        spellings[identity.withoutArguments, default: []].append(identity)
    }

    /// A value is there before if its type has it. The parts of a table that this file replaces are unknown before: the
    /// earlier table may have had them.
    private func beginning(of identity: ObjectIdentity, _ state: ObjectState) -> ObjectState {
        if case .enumValue(let type, let value) = identity,
            case .enumeration(let values) = objects[.type(type)]?.definition
        {
            return values.contains(value) ? .someDefinition : .absent
        }
        guard state == .absent, let owner = identity.owner, isChanged.contains(owner), let before = beginnings[owner]
        else { return state }
        return before == .absent ? .absent : .unknown
    }

    private mutating func touch(_ identity: ObjectIdentity) {
        if isChanged.insert(identity).inserted { changed.append(identity) }
    }

    private mutating func set(_ identity: ObjectIdentity, _ state: ObjectState) {
        begin(identity, .unknown)
        objects[identity] = state
        touch(identity)
        guard let definition = state.definition else { return }
        for dependency in Effect.Claim(identity, .present(definition)).dependencies {
            dependents[dependency, default: ListOfObjects()].add(identity)
        }
    }

    /// Adds a new value to its enumeration.
    private mutating func add(_ identity: ObjectIdentity, to definition: ObjectDefinition) {
        guard case .enumValue(let name, let value) = identity, case .enumValue(let before, let after) = definition,
            case .enumeration(var values) = objects[.type(name)]?.definition, !values.contains(value)
        else { return }
        let place =
            before.flatMap { values.firstIndex(of: $0) }
            ?? after.flatMap { values.firstIndex(of: $0) }.map { $0 + 1 } ?? values.endIndex
        values.insert(value, at: place)
        set(.type(name), .present(.enumeration(values)))
    }
}

/// Objects in the order in which they were added, each once.
private struct ListOfObjects {
    private(set) var list: [ObjectIdentity] = []
    private var known: Set<ObjectIdentity> = []

    mutating func add(_ identity: ObjectIdentity) {
        if known.insert(identity).inserted { list.append(identity) }
    }
}
