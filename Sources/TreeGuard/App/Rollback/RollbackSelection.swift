import TreeGuardBase
import TreeGuardCommandLine

/// How far a rollback goes, as the person said it. There is no standard: what goes back is always named.
enum RollbackSelection {
    /// Every file of the last recorded deployment.
    case last
    /// The files of one recorded deployment.
    case deployment(String)
    /// Everything that came after a migration.
    case to(String)

    init(_ arguments: Arguments) throws(Failure) {
        var given: [RollbackSelection] = []
        if arguments.has(RollbackOptions.last) { given.append(.last) }
        if let id = arguments.value(of: RollbackOptions.deployment) { given.append(.deployment(id)) }
        if let version = arguments.value(of: RollbackOptions.to) { given.append(.to(version)) }
        guard let first = given.first else {
            throw Failure(
                .usage, what: "it is not clear what to roll back",
                why: "--last undoes every file of the last recorded deployment, --deployment ID every file of that "
                    + "recorded deployment, --to VERSION everything that came after that migration",
                next: "treeguard rollback --last --dry-run, which shows it and runs nothing")
        }
        guard given.count == 1 else {
            let options = given.map { $0.words.prefix { $0 != " " } }
            throw Failure(
                .usage, what: "\(options.joined(separator: " and ")) exclude each other",
                why: "each names what goes back", next: "give one of them")
        }
        self = first
    }

    /// The option, as a shell must be given it.
    var words: String {
        switch self {
        case .last: "--last"
        case .deployment(let id): "--deployment \(ShellQuoted(id))"
        case .to(let version): "--to \(ShellQuoted(version))"
        }
    }
}
