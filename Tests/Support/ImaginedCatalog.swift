import TreeGuardSQL
import TreeGuardSchema

extension Catalog {
    /// The catalog of a database on which the files have run, without a server.
    package static func after(_ files: [String]) -> Catalog {
        var names = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let history = SchemaHistory(of: files.map { names.resolved(Script(SQL.statements(in: $0)).steps) })
        let objects = Dictionary(uniqueKeysWithValues: history.left.map { ($0.identity, $0.definition) })
        return Catalog(searchPath: ["public"], objects: objects)
    }
}
