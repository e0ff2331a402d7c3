import TreeGuardBase
import TreeGuardIncoming
import TreeGuardMigrations

/// The branches of the repository that a push goes to, as they were last seen here.
final class OtherSide {
    private let call: HookCall
    private let repository: Repository
    /// The folder of its references, looked up once and only if needed.
    private var folder: String??
    private var names: [String]?
    private var seen: [String: Commit?] = [:]

    init(of call: HookCall, in repository: Repository) {
        self.call = call
        self.repository = repository
    }

    /// The tips of its branches by name, as last seen; nil for a branch that was never seen.
    func tips(of branches: [String]) throws(Failure) -> [Commit?] {
        guard let folder = try knownFolder() else { return branches.map { _ in nil } }
        let unseen = branches.filter { seen[$0] == nil }
        for (name, tip) in zip(unseen, try repository.commits(exactly: unseen.map { folder + $0 })) {
            seen[name] = .some(tip)
        }
        return branches.map { seen[$0] ?? nil }
    }

    /// The names of all branches ever seen.
    func branchNames() throws(Failure) -> [String] {
        if let names { return names }
        let found = try knownFolder().map { (folder) throws(Failure) in
            try repository.referenceNames(under: folder).map { withoutPrefix(folder, $0) }.filter { $0 != "HEAD" }
        }
        names = found ?? []
        return found ?? []
    }

    /// The folder of its references: "refs/remotes/origin/"; nil if no remote has the push's address.
    private func knownFolder() throws(Failure) -> String? {
        if let folder { return folder }
        let found = try call.hook == .preReceive ? "refs/heads/" : ofRemote()
        folder = .some(found)
        return found
    }

    private func ofRemote() throws(Failure) -> String? {
        guard let name = call.arguments.first else { return nil }
        // `git push . topic:main` pushes to this repository.
        if name == "." { return "refs/heads/" }
        let address = call.arguments.count > 1 ? call.arguments[1] : name
        return try repository.remote(named: name, at: address).map { "refs/remotes/\($0)/" }
    }
}
