import TreeGuardCore
import TreeGuardGit
import TreeGuardSystem

/// What git's hooks start. It decides what can be decided by names alone, and leaves the rest to the whole program.
enum Gate {
    static func main() -> Never {
        var words = Array(CommandLine.arguments.dropFirst())
        // Hooks that an earlier version wrote know no answer but 0.
        let isAsked = words.first == HookAnswer.request
        if isAsked { words.removeFirst() }
        let exit = run(words, isAsked)
        ProcessEnvironment.exit(isAsked ? HookAnswer(exit).rawValue : exit.rawValue)
    }

    private static func run(_ words: [String], _ isAsked: Bool) -> ExitCode {
        let hook = words.first.flatMap(HookName.init(rawValue:))
        do {
            if let hook { return try HookRun.run(hook, Array(words.dropFirst()), isAsked) }
            guard words.count == 3, words[0] == "gate" else { throw usage }
            guard try bringsMigrations(from: words[1], to: words[2]) else { return .success }
            throw ProcessEnvironment.become(
                try Sibling.treeguard(), ["check", "--target", words[1], "--source", words[2]])
        } catch {
            let failure = (error as? Failure) ?? (error as? SystemError)?.failure ?? usage
            let terminal = Terminal(environment: ProcessEnvironment.inherited)
            terminal.write(failure.text(style: terminal.style(of: .error)), to: .error)
            return hook == nil ? failure.code.exit : .migrationsPending
        }
    }

    private static let usage = Failure(
        .usage, what: "treeguard-hook is not for the command line",
        why: "git's hooks run it: treeguard-hook [--answer] HOOK ARGS..., treeguard-hook gate OLD NEW",
        next: "treeguard check")

    /// Whether what lies between two commits may concern a migration, by paths alone.
    private static func bringsMigrations(from old: String, to new: String) throws -> Bool {
        let repository = try Repository.open(
            at: try ProcessEnvironment.currentDirectory(), environment: ProcessEnvironment.inherited,
            run: Subprocess.run)
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
}
