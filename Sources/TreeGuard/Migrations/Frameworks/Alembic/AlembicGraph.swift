/// The revisions of one environment, and how they follow each other.
struct AlembicGraph: Hashable, Sendable {
    /// By their id, with dependencies made ids.
    private(set) var revisions: [String: AlembicRevision] = [:]
    /// Names that a revision follows or depends on and that no file has.
    private(set) var unknown: [String: Set<String>] = [:]
    /// Parents first; what stands in a circle is left out.
    private(set) var order: [String] = []

    init(_ list: [AlembicRevision]) {
        for revision in list where revisions[revision.id] == nil { revisions[revision.id] = revision }
        var labels: [String: String] = [:]
        for revision in list { for label in revision.labels { labels[label] = revision.id } }
        for (id, revision) in revisions {
            let resolved = revision.dependencies.map { revisions[$0] == nil ? labels[$0] ?? $0 : $0 }
            revisions[id]?.dependencies = resolved
            for name in revision.parents + resolved where revisions[name] == nil {
                unknown[id, default: []].insert(name)
            }
        }
        order = sorted()
    }

    /// All that must have run before a revision, directly.
    func requirements(of id: String) -> [String] { revisions[id].map { $0.parents + $0.dependencies } ?? [] }

    /// Kahn's: of those that may come next, the one whose id is first.
    private func sorted() -> [String] {
        var open: [String: Set<String>] = [:]
        var followers: [String: [String]] = [:]
        for id in revisions.keys {
            let known = Set(requirements(of: id)).filter { revisions[$0] != nil }
            open[id] = known
            for parent in known { followers[parent, default: []].append(id) }
        }
        var ready = open.filter { $0.value.isEmpty }.map(\.key).sorted(by: >)
        var order: [String] = []
        while let id = ready.popLast() {
            order.append(id)
            var fresh: [String] = []
            for follower in followers[id] ?? [] {
                open[follower]?.remove(id)
                if open[follower]?.isEmpty == true { fresh.append(follower) }
            }
            // What continues a branch comes before what begins another: a person reads one branch after the other.
            ready += fresh.sorted(by: >)
        }
        return order
    }

    /// Revisions that follow each other in a circle, or what hangs on one.
    var circle: [String] { Set(revisions.keys).subtracting(order).sorted() }

    /// The revisions without a child. One that another branch depends on stays a head, as Alembic sees it.
    var heads: [String] {
        let followed = Set(revisions.values.flatMap(\.parents))
        return revisions.keys.filter { !followed.contains($0) }.sorted()
    }

    /// Everything that has run where these are recorded: they, and all that they needed.
    func closure(of recorded: some Sequence<String>) -> Set<String> {
        var found = Set<String>()
        var open = Array(recorded)
        while let id = open.popLast() {
            guard found.insert(id).inserted else { continue }
            open += requirements(of: id)
        }
        return found
    }
}
