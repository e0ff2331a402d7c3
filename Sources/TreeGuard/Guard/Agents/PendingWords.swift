import TreeGuardBase
import TreeGuardVerdicts

/// The pending migrations of an environment, for a reader who may not deploy them: a clause, and a line for each.
package struct PendingWords: Sendable, Hashable {
    package let text: String

    package init(_ migrations: [(path: RepositoryPath, state: MigrationState)], in environment: String) {
        let name = Escaped(environment)
        let open = migrations.filter { $0.state != .applied }
        guard !open.isEmpty else {
            text = "\(name) lacks nothing of this change"
            return
        }
        var lines = open.prefix(5).map { "  \($0.path)   \($0.state.rawValue)" }
        if open.count > lines.count { lines.append("  and \(open.count - lines.count) more") }
        text = "\(name) lacks:\n" + lines.joined(separator: "\n")
    }
}
