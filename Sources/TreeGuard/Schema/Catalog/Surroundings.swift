/// Other facts that decide if a statement would run, in addition to the catalog's objects.
package struct Surroundings: Hashable, Sendable {
    /// Extensions that could be created; nil if the server was not asked.
    package var availableExtensions: Set<String>?
    /// The server's estimate of each table's rows.
    package var estimatedRows: [ObjectName: Int] = [:]
    /// Routines of pg_catalog, by name.
    package var builtInRoutines: Set<String> = []
    /// Types of pg_catalog and row types of tables, by name.
    package var builtInTypes: Set<String> = []

    package init() {}

    /// Reads one row of an answer to `CatalogQuestion.all`, and ignores rows of other kinds.
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
