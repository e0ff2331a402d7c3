/// What an environment has of a change, in one clause for whoever may not deploy it.
package struct PendingWords: Sendable, Hashable {
    package let text: String

    package init(_ migrations: [(path: RepositoryPath, state: MigrationState)], in environment: String) {
        let name = Escaped(environment)
        let open = migrations.filter { $0.state != .applied }
        guard !open.isEmpty else {
            text = "\(name) lacks nothing of this change"
            return
        }
        let shown = open.prefix(5).map { "\($0.path) (\($0.state.rawValue))" }
        let more = open.count > shown.count ? " and \(open.count - shown.count) more" : ""
        text = "not in \(name) yet: \(shown.joined(separator: ", "))\(more)"
    }
}
