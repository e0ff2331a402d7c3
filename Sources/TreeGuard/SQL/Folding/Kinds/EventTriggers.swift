import CPgQuery
import TreeGuardSchema

extension Declaring {
    static let eventTriggers: Family = [
        (
            PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT,
            { node in
                let create = node.create_event_trig_stmt.pointee
                let tags = nodes(create.n_whenclause, create.whenclause).compactMap(\.definition)
                    .flatMap { $0.pointee.arg?.items.compactMap(\.name) ?? [] }
                guard let function = ObjectName(create.n_funcname, create.funcname) else { return nil }
                return Declaration.Body([
                    .make(
                        .other("event trigger", [string(create.trigname)]),
                        [
                            "event": .text(string(create.eventname)), "tags": .set(Set(tags.map { $0.uppercased() })),
                            "function": .object(.routine(function, nil)), "enabled": .text("origin"),
                        ])
                ])
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT,
            { node in
                let alter = node.alter_event_trig_stmt.pointee
                let states = ["O": "origin", "D": "disabled", "R": "replica", "A": "always"]
                let state = states[string(alter.tgenabled)] ?? "origin"
                return Declaration.Body([
                    .set(.other("event trigger", [string(alter.trigname)]), ["enabled": .text(state)])
                ])
            }
        ),
    ]
}
