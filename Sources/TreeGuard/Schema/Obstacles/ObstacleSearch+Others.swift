extension ObstacleSearch {
    mutating func create(_ view: Statement.CreateView, _ statement: Statement) {
        for step in steps(of: statement) {
            guard case .create(let identity, let definition) = step.action else { continue }
            needSchema(of: identity)
            if case .there(let existing) = catalog.presence(of: identity), !view.ifNotExists {
                // CREATE OR REPLACE takes the place of a view alone.
                if !view.orReplace || existing.kindWord.map({ $0 != definition.kindWord }) ?? false {
                    needFree(identity)
                }
            }
            catalog.run(step)
            identity.relation.map { catalog.blur($0) }
        }
    }

    mutating func createExtension(_ name: String, _ ifNotExists: Bool) {
        let identity = ObjectIdentity.extension(name)
        switch catalog.presence(of: identity) {
        case .there:
            if !ifNotExists { needFree(identity) }
            return
        case .absent:
            if let available = catalog.surroundings.availableExtensions, !available.contains(name) {
                report(
                    "extension \(quotedIdentifier(name)) is not available on the server",
                    help: "install its package there; a hosted database lists what it offers in pg_available_extensions"
                )
            }
        case .unknown: break
        }
        catalog.run(EffectStep(.create(identity, .exists), at: range))
        catalog.welcomeExtension()
    }

    mutating func addValue(
        _ value: String, to type: ObjectName, neighbour: String?, _ ifNotExists: Bool, _ statement: Statement
    ) {
        let steps = steps(of: statement)
        guard case .create(.enumValue(let type, _), _)? = steps.first?.action else { return }
        if need(.type(type)) {
            let identity = ObjectIdentity.enumValue(of: type, value)
            if catalog.presence(of: identity).isThere {
                if !ifNotExists { needFree(identity) }
                return
            }
            neighbour.map { _ = need(.enumValue(of: type, $0)) }
        }
        for step in steps { catalog.run(step) }
    }

    mutating func drop(_ drop: Statement.Drop, _ statement: Statement) {
        for step in steps(of: statement) {
            guard case .drop(let identity) = step.action else { continue }
            if case .routine(let name, nil) = identity {
                needOneRoutine(name, drop.ifExists)
            } else if !drop.ifExists {
                need(identity)
            }
            catalog.run(step)
        }
    }

    /// Named without arguments, a routine must be the only one of its name.
    private mutating func needOneRoutine(_ name: ObjectName, _ ifExists: Bool) {
        let known = catalog.routines(named: name)
        if known.count > 1 {
            report(
                "function \(ObjectIdentity.routine(name, nil).words(nil).name) is not unique: there are \(known.count)",
                help: "say its arguments: \(known.map { $0.words(nil).name }.sorted().joined(separator: ", "))")
        } else if known.isEmpty, !ifExists {
            need(.routine(name, nil))
        }
    }

    /// RENAME and SET SCHEMA.
    mutating func move(_ statement: Statement, ifExists: Bool) {
        for step in steps(of: statement) {
            if case .rename(let old, let new) = step.action {
                if ifExists, catalog.presence(of: old) == .absent { continue }
                if need(old), !isRoutine(new) { needFree(new) }
            }
            catalog.run(step)
        }
    }

    private func isRoutine(_ identity: ObjectIdentity) -> Bool {
        if case .routine = identity { return true }
        return false
    }

    mutating func create(_ create: Statement.CreateRoutine, _ statement: Statement) {
        let steps = steps(of: statement)
        guard case .create(let identity, .routine(let routine))? = steps.first?.action else { return }
        needSchema(of: identity)
        for parameter in routine.parameters { needType(parameter.type) }
        needType(routine.returns)
        switch catalog.presence(of: identity) {
        case .there(let existing):
            if !create.orReplace {
                needFree(identity)
            } else if case .routine(let old) = existing {
                replace(identity, old, with: routine)
            }
        case .absent: noteOverload(identity)
        case .unknown: break
        }
        for step in steps { catalog.run(step) }
    }

    /// Finds changes that CREATE OR REPLACE cannot make (ProcedureCreate, pg_proc.c).
    private mutating func replace(_ identity: ObjectIdentity, _ old: Routine, with new: Routine) {
        let name = identity.words(.routine(old)).name
        let help = "DROP FUNCTION it first, or give the new one another name"
        if old.kind != new.kind {
            report(
                "\(name) is a \(old.kind.rawValue): CREATE OR REPLACE cannot make it a \(new.kind.rawValue)", help: help
            )
        } else if let was = old.returns, let will = new.returns, was != will {
            report("\(name) returns \(was): CREATE OR REPLACE cannot change it to \(will)", help: help)
        } else {
            let inputs = zip(old.inputs, new.inputs).first { $0.name != nil && $0.name != $1.name }
            if let (was, _) = inputs, let parameter = was.name {
                report(
                    "\(name) calls an argument \(quotedIdentifier(parameter)): CREATE OR REPLACE cannot rename it",
                    help: help)
            } else if zip(old.inputs, new.inputs).contains(where: { $0.defaultValue != nil && $1.defaultValue == nil })
            {
                report("\(name) has a default for an argument: CREATE OR REPLACE cannot take it away", help: help)
            }
        }
    }

    private mutating func noteOverload(_ identity: ObjectIdentity) {
        guard case .routine(let name, _?) = identity,
            let other = catalog.routines(named: name).map({ $0.words(nil).name }).min()
        else { return }
        report(
            "function \(identity.words(nil).name) would stand beside \(other), not take its place",
            help: "where it is meant to replace it: DROP FUNCTION \(other) first", .surprises)
    }
}

extension Routine {
    fileprivate var inputs: [Parameter] { parameters.filter { $0.mode != .out && $0.mode != .table } }
}
