import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

/// `treeguard allow`
enum AllowCommand {
    private static let reason = OptionDescription.value("reason", "TEXT", "Why; it is recorded.")
    private static let lifetime = OptionDescription.value(
        "for", "TIME", standard: "30m", "How long it holds: 90s, 30m, 2h; 24 hours at most.")

    static let command = Subcommand(
        CommandDescription(
            "allow", "Let one set of migrations into a branch before production has them",
            discussion: """
                Means what the last git command was stopped for, or with --source what that would bring. It holds for \
                exactly these files, as they are, and this branch, and for half an hour. Who allowed it, when and why \
                is written to treeguard/audit.jsonl in the git directory. An agent is refused. The team can switch it \
                off: guard.allowOverride = false in .treeguard.
                """,
            options: [reason, lifetime, .source, .target, .textOrJSON],
            examples: [
                CommandExample("treeguard allow --reason \"deployed by hand, INC-7\"", "Then run git again."),
                CommandExample("treeguard allow --source feature --for 2h --reason ...", "Before it is stopped."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let repository = try Repository.open(
            at: session.directory, environment: session.environment, run: session.run)
        let config = try TeamConfig(repository).config
        let request = try AllowRequest(
            reason: session.arguments.value(of: reason), lifetime: session.arguments.value(of: lifetime),
            isAllowed: config.allowOverride)
        let isNamed = session.arguments.value(of: .source) != nil || session.arguments.value(of: .target) != nil
        let sets = isNamed ? [try named(session)] : try lastStopped(repository)
        for stopped in sets {
            let override = try Allowing(in: session.directory, run: session.run)
                .allow(stopped.set, request, landing: stopped.commit)
            let names = stopped.paths.map { Escaped($0).description }
            session.show(
                text: "allowed until \(override.expires), into \(Escaped(override.target)):\n"
                    + names.map { "  \($0)\n" }.joined(),
                json: .object([
                    "target": .string(override.target), "migrations": .string(override.digest),
                    "files": .array(stopped.paths.map(JSON.string)), "who": .string(override.who),
                    "reason": .string(override.reason), "expires": .string(override.expires.description),
                ]))
        }
        return .success
    }

    private static func named(_ session: Session) throws -> BlockRecord {
        var request = try ChangeRequest(session.arguments)
        request.isCommittedOnly = true
        let checking = try Checking.begin(request, session)
        let migrations = checking.discovery.migrations
        guard !migrations.isEmpty, let set = MigrationSet(into: checking.landing.branch, migrations) else {
            throw Failure(
                .usage, what: "nothing was allowed",
                why: "\(checking.landing.source) brings no migration into \(checking.landing.target)",
                next: "treeguard migrations")
        }
        return BlockRecord(set, commit: nil, time: Clock.wall(), paths: migrations.map(\.path.text))
    }

    private static func lastStopped(_ repository: Repository) throws -> [BlockRecord] {
        let sets = try DecisionRecords(commonDirectory: repository.layout.commonDirectory).lastStopped()
        guard !sets.isEmpty else {
            throw Failure(
                .usage, what: "nothing was allowed", why: "no git command was stopped here",
                next: "treeguard allow --source BRANCH --reason \"...\"")
        }
        return sets
    }
}
