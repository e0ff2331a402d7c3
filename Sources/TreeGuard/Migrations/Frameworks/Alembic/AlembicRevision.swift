import TreeGuardSchema

/// One revision, as its script says it without being run.
struct AlembicRevision: Hashable, Sendable {
    var id: String
    /// Its parents: none for a base, several for a merge.
    var parents: [String]
    /// Revisions of other branches that must run before it; a branch label may stand for one.
    var dependencies: [String]
    var labels: [String]

    init(id: String, parents: [String] = [], dependencies: [String] = [], labels: [String] = []) {
        self.id = id
        self.parents = parents
        self.dependencies = dependencies
        self.labels = labels
    }

    /// Why a script cannot be read, in words that follow its path.
    enum Obstacle: Error, Hashable, Sendable {
        case noRevision
        case computed(String)

        var description: String {
            switch self {
            case .noRevision: "does not say which revision it is: nothing is assigned to revision at its top level"
            case .computed(let name): "computes \(name): only a literal tells it without running the script"
            }
        }
    }

    private static let names: Set<String> = ["revision", "down_revision", "branch_labels", "depends_on"]

    /// True if the text reads like a revision at all: both names are assigned.
    static func isLikely(_ source: [UInt8]) -> Bool {
        let values = PythonAssignments(PythonLexer.lines(of: source), of: names)
        return values["revision"] != nil && values["down_revision"] != nil
    }

    init(reading source: [UInt8]) throws(Obstacle) {
        let values = PythonAssignments(PythonLexer.lines(of: source), of: Self.names)
        switch values["revision"] {
        case .string(let id)? where !id.isEmpty: self.id = id
        case nil, .none?: throw .noRevision
        default: throw .computed("revision")
        }
        // Alembic itself treats a script without down_revision as broken, an import error when it is read.
        guard values["down_revision"] != nil else { throw .computed("down_revision, or leaves it out") }
        parents = try Self.list(values, "down_revision")
        dependencies = try Self.list(values, "depends_on")
        labels = try Self.list(values, "branch_labels")
    }

    private static func list(_ values: PythonAssignments, _ name: String) throws(Obstacle) -> [String] {
        switch values[name] {
        case .string(let one)?: one.isEmpty ? [] : [one]
        case .strings(let several)?: several
        case nil, .none?: []
        case .computed?: throw .computed(name)
        }
    }
}
