/// The facts, besides the objects of the catalog, that decide if a statement would run.
package struct Surroundings: Hashable, Sendable {
    /// Extensions that could be created; nil where nobody was asked.
    package var availableExtensions: Set<String>?
    /// How many rows the server thinks that a table has.
    package var estimatedRows: [ObjectName: Int] = [:]
    /// Routines of pg_catalog, by name.
    package var builtInRoutines: Set<String> = []
    /// Types of pg_catalog and row types of tables, by name.
    package var builtInTypes: Set<String> = []

    package init() {}

    /// Reads one row of an answer to `CatalogQuestion.all`; of other rows nothing is taken.
    mutating func add(kind: String?, schema: String?, name: String?, remark: String?) {
        guard let kind, let name else { return }
        switch kind {
        case "available extension": availableExtensions = (availableExtensions ?? []).union([name])
        case "extensions": availableExtensions = availableExtensions ?? []
        case "rows": estimatedRows[ObjectName(schema: schema, name)] = remark.flatMap { Int($0) }
        case "built-in routine": builtInRoutines.insert(name)
        case "built-in type": builtInTypes.insert(name)
        default: break
        }
    }
}
