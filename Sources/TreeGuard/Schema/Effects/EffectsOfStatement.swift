extension Statement {
    /// The changes that the statement makes to the schema, step by step. Empty if a catalog would show nothing, or if
    /// we do not ask production about such objects.
    package var effects: [EffectStep] { allEffects.filter(\.isVerifiable) }

    private var allEffects: [EffectStep] { effectsOfKind + effects(of: clauses) }

    private var effectsOfKind: [EffectStep] {
        switch kind {
        case .block(let statements):
            statements.flatMap { guarded in
                guarded.statement.effects.map { $0.conditional(guarded.isConditional) }
            }
        case .declare(let declaration): effects(of: declaration.parts)
        case .alterDomain(let alter): effects(of: alter)
        case .createSchema(let name, let ifNotExists):
            [step(.create(.schema(name), .exists), conditional: ifNotExists)]
        case .createTable(let table): effects(of: table.withoutRepeatedKeys)
        case .alterTable(let table): effects(of: table)
        case .createIndex(let create): [effect(of: create)]
        case .createRoutine(let create):
            [
                step(
                    .create(.routine(create.name, create.routine.signature), .routine(create.routine)),
                    conditional: create.orReplace)
            ]
        case .createTrigger(let create):
            [
                step(
                    .create(.trigger(of: create.table, create.name), .trigger(create.trigger)),
                    conditional: create.orReplace)
            ]
        case .comment(let object, let text):
            [
                text.map { step(.create(.comment(on: object), .text($0))) }
                    ?? step(.drop(.comment(on: object)), conditional: true)
            ]
        case .drop(let drop): drop.objects.map { step(.drop($0), conditional: drop.ifExists) }
        case .rename(let rename):
            [step(.rename(rename.object, to: rename.object.named(rename.newName)), conditional: rename.ifExists)]
        case .setSchema(let object, let schema): [step(.rename(object, to: object.moved(to: schema)))]
        case .createSequence(let name, let ifNotExists):
            [step(.create(.relation(name), .relation(.sequence)), conditional: ifNotExists)]
        case .createView(let view): effects(of: view)
        case .createEnum(let name, let values): [step(.create(.type(name), .enumeration(values)))]
        case .addEnumValue(let type, let value, let before, let after, let ifNotExists):
            [
                step(
                    .create(.enumValue(of: type, value), .enumValue(before: before, after: after)),
                    conditional: ifNotExists)
            ]
        case .createComposite(let name, let attributes): effects(ofComposite: name, attributes)
        case .createRange(let name, let subtype): [step(.create(.type(name), .range(subtype: subtype)))]
        case .createDomain(let domain): effects(of: domain)
        case .createExtension(let name, _, let ifNotExists):
            [step(.create(.extension(name), .exists), conditional: ifNotExists)]
        case .setSearchPath, .setting, .transaction, .data, .doBlock, .withoutEffect, .unverifiable, .unanalysable:
            []
        }
    }

    func step(_ action: EffectStep.Action, conditional: Bool = false) -> EffectStep {
        EffectStep(action, isConditional: conditional, at: range)
    }

    private func effect(of create: CreateIndex) -> EffectStep {
        let name = create.name ?? ChosenName.index(on: create.index.table.name, create.index)
        // An index is in its table's schema, for any search path.
        let identity = ObjectIdentity.index(ObjectName(schema: create.index.table.schema, name))
        return step(
            .create(identity, .index(create.index, isNamed: create.name != nil)), conditional: create.ifNotExists)
    }

    private func effects(of view: CreateView) -> [EffectStep] {
        guard !view.isTemporary else { return [] }
        return [
            step(
                .create(.relation(view.name), .view(query: view.query, isMaterialized: view.isMaterialized)),
                conditional: view.orReplace || view.ifNotExists)
        ]
    }

    /// The steps of a composite type. PostgreSQL keeps its attributes as columns of a relation of the same name.
    private func effects(ofComposite name: ObjectName, _ attributes: [ColumnDeclaration]) -> [EffectStep] {
        [step(.create(.type(name), .exists))]
            + attributes.map {
                let column = Column(type: $0.column.type, collation: $0.column.collation)
                return step(.create(.column(of: name, $0.name), .column(column)))
            }
    }

    private func effects(of domain: CreateDomain) -> [EffectStep] {
        let base = Column(
            type: domain.type, isNullable: domain.isNullable, defaultValue: domain.defaultValue,
            collation: domain.collation ?? .defaultCollation)
        return [step(.create(.type(domain.name), .domain(base)))]
            + domain.constraints.map { effect(of: $0, onDomain: domain.name) }
    }
}

extension EffectStep {
    /// False for kinds of objects that we do not ask production about.
    fileprivate var isVerifiable: Bool {
        switch action {
        case .create(let identity, _), .alter(let identity, _), .drop(let identity), .rename(let identity, _):
            identity.isAskedFor
        case .takeColumns: true
        }
    }
}
