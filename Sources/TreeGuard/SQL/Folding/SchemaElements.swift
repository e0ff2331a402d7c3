import TreeGuardSchema

extension Statement.Kind {
    /// An element of CREATE SCHEMA, with the schema added to its unqualified name.
    func inSchema(_ schema: String) -> Statement.Kind {
        func qualified(_ name: ObjectName) -> ObjectName { ObjectName(schema: name.schema ?? schema, name.name) }
        switch self {
        case .createTable(var table):
            table.name = qualified(table.name)
            return .createTable(table)
        case .createView(var view):
            view.name = qualified(view.name)
            return .createView(view)
        case .createIndex(var create):
            create.index.table = qualified(create.index.table)
            return .createIndex(create)
        case .createTrigger(var trigger):
            trigger.table = qualified(trigger.table)
            return .createTrigger(trigger)
        case .createSequence(let name, let ifNotExists):
            return .createSequence(name: qualified(name), ifNotExists: ifNotExists)
        default: return self
        }
    }
}
