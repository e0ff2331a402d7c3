extension Statement {
    /// What the statement does to the schema, step by step; empty where a catalog would show nothing.
    package var effects: [EffectStep] {
        switch kind {
        case .createSchema(let name, let ifNotExists):
            [step(.create(.schema(name), .exists), weak: ifNotExists)]
        case .createTable(let table): effects(of: table)
        case .alterTable(let table): effects(of: table)
        case .createIndex(let create): [effect(of: create)]
        case .createRoutine(let create):
            [
                step(
                    .create(.routine(create.name, create.routine.signature), .routine(create.routine)),
                    weak: create.orReplace)
            ]
        case .createTrigger(let create):
            [step(.create(.trigger(of: create.table, create.name), .trigger(create.trigger)), weak: create.orReplace)]
        case .comment(let object, let text):
            [
                text.map { step(.create(.comment(on: object), .text($0))) }
                    ?? step(.drop(.comment(on: object)), weak: true)
            ]
        case .drop(let drop): drop.objects.map { step(.drop($0), weak: drop.ifExists) }
        case .rename(let rename):
            [step(.rename(rename.object, to: rename.object.named(rename.newName)), weak: rename.ifExists)]
        case .setSchema(let object, let schema): [step(.rename(object, to: object.moved(to: schema)))]
        case .createSequence(let name, let ifNotExists):
            [step(.create(.relation(name), .relation(.sequence)), weak: ifNotExists)]
        case .createView(let view): effects(of: view)
        case .createEnum(let name, let values): [step(.create(.type(name), .enumeration(values)))]
        case .createComposite(let name, _), .createRange(let name, _): [step(.create(.type(name), .exists))]
        case .createDomain(let domain): [step(.create(.type(domain.name), .exists))]
        case .addEnumValue(let type, let value, _, _, _): [step(.create(.enumValue(of: type, value), .exists))]
        case .createExtension(let name, _, let ifNotExists):
            [step(.create(.extension(name), .exists), weak: ifNotExists)]
        case .setSearchPath, .setting, .transaction, .data, .doBlock, .withoutEffect, .unverifiable, .unanalysable:
            []
        }
    }

    func step(_ action: EffectStep.Action, weak: Bool = false) -> EffectStep {
        EffectStep(action, isWeak: weak, at: range)
    }

    private func effect(of create: CreateIndex) -> EffectStep {
        let name = create.name ?? ChosenName.index(on: create.index.table.name, create.index.elements)
        // An index lives in its table's schema, whatever the search path.
        let identity = ObjectIdentity.index(ObjectName(schema: create.index.table.schema, name))
        return step(.create(identity, .index(create.index, isNamed: create.name != nil)))
    }

    private func effects(of view: CreateView) -> [EffectStep] {
        guard !view.isTemporary else { return [] }
        let relation: ObjectDefinition = view.isMaterialized ? .relation(.materializedView) : .view(query: view.query)
        return [step(.create(.relation(view.name), relation), weak: view.orReplace)]
    }
}

extension ObjectIdentity {
    /// The same object under another name of its own.
    package func named(_ name: String) -> ObjectIdentity {
        switch self {
        case .schema: .schema(name)
        case .relation(let old): .relation(ObjectName(schema: old.schema, name))
        case .index(let old): .index(ObjectName(schema: old.schema, name))
        case .column(let table, _): .column(of: table, name)
        case .constraint(let table, _): .constraint(of: table, name)
        case .trigger(let table, _): .trigger(of: table, name)
        case .policy(let table, _): .policy(of: table, name)
        case .rule(let table, _): .rule(of: table, name)
        case .routine(let old, let arguments): .routine(ObjectName(schema: old.schema, name), arguments)
        case .type(let old): .type(ObjectName(schema: old.schema, name))
        case .enumValue(let type, _): .enumValue(of: type, name)
        case .extension: .extension(name)
        case .comment(let object): .comment(on: object.named(name))
        case .other(let kind, let old): .other(kind: kind, ObjectName(schema: old.schema, name))
        }
    }

    /// The same object in another schema.
    package func moved(to schema: String) -> ObjectIdentity { mappingNames { ObjectName(schema: schema, $0.name) } }

    /// The same object with every schema-level name in it replaced.
    package func mappingNames(_ replace: (ObjectName) -> ObjectName) -> ObjectIdentity {
        switch self {
        case .schema, .extension: self
        case .relation(let name): .relation(replace(name))
        case .index(let name): .index(replace(name))
        case .column(let table, let name): .column(of: replace(table), name)
        case .constraint(let table, let name): .constraint(of: replace(table), name)
        case .trigger(let table, let name): .trigger(of: replace(table), name)
        case .policy(let table, let name): .policy(of: replace(table), name)
        case .rule(let table, let name): .rule(of: replace(table), name)
        case .routine(let name, let arguments): .routine(replace(name), arguments)
        case .type(let name): .type(replace(name))
        case .enumValue(let type, let value): .enumValue(of: replace(type), value)
        case .comment(let object): .comment(on: object.mappingNames(replace))
        case .other(let kind, let name): .other(kind: kind, replace(name))
        }
    }
}
