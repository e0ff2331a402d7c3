/// One way in which commits get into a protected branch: how it is prepared, the command that takes it, and the gate
/// that catches it. The tests walk every one of them; docs/roads.md shows them.
///
/// The scripts find a repository on `main`, with `$TOPIC` beside it, `origin` at `../remote.git`, a function `free`
/// that is git without hooks, and `diverge`, which makes a commit on main.
package struct EntryPath: Sendable, Hashable {
    /// The gate that stops it.
    package enum Gate: String, Sendable, Hashable, CaseIterable {
        case mergeStart = "reference-transaction (ORIG_HEAD): before anything is touched"
        case commit = "pre-commit: before the commit is made"
        case branch = "reference-transaction (the branch): before the branch moves"
        case push = "pre-push, and pre-receive on the server: before anything is sent or taken"
        /// No hook of the client sees it.
        case later = "no hook sees it: the next push, the server's pre-receive, or treeguard check in CI"
    }

    /// The result for the branch once the command goes through.
    package enum Landing: Sendable, Hashable {
        case here
        /// On the other side of a push, in the branch of that name.
        case remote(branch: String)
        /// Only in the index so far.
        case nowhere
    }

    package var name: String
    package var prepare: String
    package var command: String
    package var gate: Gate
    package var landing: Landing
    /// False where even a change without migrations must be looked at whole.
    package var isFreeWithoutMigrations: Bool

    package init(
        _ name: String, _ command: String, after prepare: String = "", _ gate: Gate, landing: Landing = .here,
        isFreeWithoutMigrations: Bool = true
    ) {
        self.name = name
        self.prepare = prepare
        self.command = command
        self.gate = gate
        self.landing = landing
        self.isFreeWithoutMigrations = isFreeWithoutMigrations
    }
}
