/// The states of every object that files touch, after each file that touches it: the files are run in thought, one after
/// the other. Production is found on it by comparing definitions.
package struct SchemaHistory {
    /// The state of an object after a file.
    struct Stage: Hashable {
        var file: Int
        var state: ObjectState
    }

    /// The effects of each file, in order.
    package private(set) var effects: [[Effect]] = []
    private var stages: [ObjectIdentity: [Stage]] = [:]
    private var schema = Schema()

    /// Runs the files in their order. Names must be qualified.
    ///
    /// - Parameter words: the words of the code in each file that was not understood: it may change what it names
    package init(of files: [[EffectStep]], naming words: [Set<String>] = []) {
        for (number, steps) in files.enumerated() {
            schema.forgetChanges()
            let marks = FileMarks(running: steps, in: &schema)
            for identity in schema.changed {
                let state = schema.objects[identity] ?? .unknown
                stages[identity, default: []].append(Stage(file: number, state: state))
            }
            for identity in schema.unchanged(named: words.indices.contains(number) ? words[number] : []) {
                stages[identity, default: []].append(Stage(file: number, state: .unknown))
            }
            effects.append(marks.effects(after: schema, of: number) { stages[$0]?.count ?? 0 })
        }
    }

    /// The states of the object: first the one before all files, then one after each file that touches it.
    func states(of identity: ObjectIdentity) -> [Stage] {
        guard let later = stages[identity] else { return [] }
        return [Stage(file: -1, state: schema.beginnings[identity] ?? .unknown)] + later
    }

    /// The parts of a table that some file mentions, whether they are still there or not; nil if it has others.
    func parts(of table: ObjectName) -> [ObjectIdentity]? { schema.parts(of: table) }

    /// The objects that the files leave behind, with what they say of each.
    package var left: [(identity: ObjectIdentity, definition: ObjectDefinition)] {
        schema.known.compactMap { identity in
            schema.objects[identity]?.definition.map { (identity, $0) }
        }
    }
}

/// The objects that the statements of one file are about, in their order.
private struct FileMarks {
    private struct Mark {
        var step: EffectStep
        var role: Effect.Role
        /// The parts of the definition that the file sets; nil where it says all of it.
        var facets: ObjectDefinition?
        var isRemade = false
    }

    private var order: [ObjectIdentity] = []
    private var marks: [ObjectIdentity: Mark] = [:]

    init(running steps: [EffectStep], in schema: inout Schema) {
        for step in steps {
            let step = schema.written(step)
            let isReplacing = schema.isReplacing(step)
            guard let identity = schema.run(step) else { continue }
            switch step.action {
            case .create: add(identity, Mark(step: step, role: .create, isRemade: isReplacing))
            case .alter(_, let facets): alter(identity, facets, step)
            case .drop: add(identity, Mark(step: step, role: .drop))
            case .rename(let old, _): rename(old, to: identity, step, schema)
            case .takeColumns: break
            }
        }
    }

    private mutating func add(_ identity: ObjectIdentity, _ mark: Mark) {
        if marks[identity] == nil { order.append(identity) }
        var mark = mark
        mark.isRemade = mark.isRemade || marks[identity]?.isRemade ?? false
        marks[identity] = mark
    }

    private mutating func alter(_ identity: ObjectIdentity, _ facets: ObjectDefinition, _ step: EffectStep) {
        guard var mark = marks[identity], mark.role != .drop else {
            add(identity, Mark(step: step, role: .alter, facets: facets))
            return
        }
        mark.facets = mark.facets?.overlaid(with: facets)
        marks[identity] = mark
    }

    /// An object of this file keeps its mark under the new name; the absence of another's old name is an effect.
    private mutating func rename(
        _ old: ObjectIdentity, to new: ObjectIdentity, _ step: EffectStep, _ schema: Schema
    ) {
        let isOfThisFile = marks[old]?.role == .create
        for identity in order {
            guard case .renamed(let name) = schema.objects[identity], let mark = marks[identity],
                mark.role != .drop, name != identity
            else { continue }
            marks[identity] = nil
            order.removeAll { $0 == identity }
            add(name, mark)
        }
        guard marks[new]?.role != .create || marks[new]?.step.isRename == true else { return }
        if marks[new] == nil { add(new, Mark(step: step, role: .create)) }
        guard !isOfThisFile else { return }
        add(old, Mark(step: step, role: .drop))
    }

    /// - Parameter stage: the number of states that the object has had since the first file
    func effects(after schema: Schema, of file: Int, stage: (ObjectIdentity) -> Int) -> [Effect] {
        order.compactMap { identity in
            guard let mark = marks[identity], let state = schema.objects[identity] else { return nil }
            let expectation: Effect.Expectation
            switch state {
            case .present(let definition): expectation = .present(definition)
            case .someDefinition: expectation = .present(.exists)
            case .unknown: return nil
            case .absent, .renamed:
                // What was dropped with another object is told by the DROP of that one.
                guard mark.role == .drop else { return nil }
                expectation = .absent
            }
            var effect = Effect(identity, expectation, role: mark.role, at: mark.step.range)
            effect.facets = mark.facets
            effect.stage = stage(identity)
            effect.isConditional = mark.step.isConditional
            effect.isRemade = mark.isRemade
            effect.transaction = mark.step.transaction
            return effect
        }
    }
}

extension EffectStep {
    fileprivate var isRename: Bool { if case .rename = action { true } else { false } }
}
