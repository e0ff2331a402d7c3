import TreeGuardCore
import TreeGuardGit
import TreeGuardSystem

/// `treeguard-hook gate OLD NEW`: what a hook asks at each step of git. Nearly always the answer is that no migration is
/// at stake, and then nothing else is loaded, asked or said. Otherwise this process becomes `treeguard check`.
enum Gate {
    static func main() -> Never { ProcessEnvironment.exit(run().rawValue) }

    private static func run() -> ExitCode {
        let words = Array(CommandLine.arguments.dropFirst())
        let terminal = Terminal(environment: ProcessEnvironment.inherited)
        do {
            guard words.count == 3, words[0] == "gate" else { throw usage }
            guard try bringsMigrations(from: words[1], to: words[2]) else { return .success }
            throw try becomeCheck(target: words[1], source: words[2])
        } catch {
            let failure = (error as? Failure) ?? (error as? SystemError)?.failure ?? usage
            terminal.write(failure.text(style: terminal.style(of: .error)), to: .error)
            return failure.code.exit
        }
    }

    private static let usage = Failure(
        .usage, what: "treeguard-hook is not for the command line",
        why: "git's hooks run it: treeguard-hook gate OLD NEW", next: "treeguard check")

    /// Whether what lies between two commits may concern a migration, by paths alone.
    private static func bringsMigrations(from old: String, to new: String) throws(Failure) -> Bool {
        let repository = try Repository.open(
            at: try directory(), environment: ProcessEnvironment.inherited, run: Subprocess.run)
        guard let target = try repository.commit(named: old), let source = try repository.commit(named: new) else {
            throw Failure(
                .revisionUnknown, what: "one of the commits is not there",
                why: "git knows no \(Escaped("\(old) or \(new)"))",
                next: "git fetch")
        }
        // The team's word as the target has it: a branch cannot take its migrations out of sight.
        let settings = try repository.settings(of: ".treeguard", in: target.tree) ?? []
        let config = try Config(entries: settings.map { (key: $0.key, value: $0.value) })
        return try repository.differs(from: target.tree, to: source.tree) { Discovery.mayHoldMigration($0, config) }
    }

    private static func directory() throws(Failure) -> String {
        do throws(SystemError) { return try ProcessEnvironment.currentDirectory() } catch { throw error.failure }
    }

    /// Hands over to the whole program beside this one. It only returns when that cannot be started.
    private static func becomeCheck(target: String, source: String) throws -> SystemError {
        let own = try ProcessEnvironment.executablePath()
        let sibling = own.prefix(own.lastIndex(of: "/").map { own.distance(from: own.startIndex, to: $0) } ?? 0)
        return ProcessEnvironment.become("\(sibling)/treeguard", ["check", "--target", target, "--source", source])
    }
}
