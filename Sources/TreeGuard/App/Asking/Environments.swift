import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// One environment to ask, with its address or why there is none.
struct Environment: Sendable {
    let settings: EnvironmentSettings
    let isRequired: Bool
    /// The source of the address, for people: "DATABASE_URL in .env".
    let origin: String?
    let connection: Result<ConnectionSettings, Failure>
    /// The connection that was begun before the questions were known.
    private(set) var begun: BackgroundTask<Result<Connection, Failure>>?

    var name: String { settings.name }

    /// Its own, or else the standard ones.
    func limits(_ standard: TimeLimits) -> TimeLimits { settings.limits ?? standard }

    /// The same, being connected to meanwhile.
    func connecting(_ standard: TimeLimits) -> Environment {
        guard case .success(let connection) = connection else { return self }
        var environment = self
        let limits = limits(standard)
        environment.begun = BackgroundTask { connect(connection, limits) }
        return environment
    }

    /// Asks within its own limits, or else the standard ones.
    func ask(_ inquiry: Inquiry, _ standard: TimeLimits) -> Answered {
        let limits = limits(standard)
        return switch (connection, begun?.result()) {
        case (.failure(let failure), _), (_, .failure(let failure)): .failure(failure)
        case (_, .success(let made)) where made.isFresh: made.ask(inquiry, limits)
        case (.success(let connection), _): TreeGuardPostgres.ask(connection, inquiry, limits)
        }
    }
}

/// The answers of an environment, or why there are none.
typealias Answered = Result<Conversation, Failure>

extension [Environment] {
    /// Asks all at the same time.
    func ask(_ inquiry: Inquiry, _ standard: TimeLimits) -> [Answered] {
        simultaneously(self) { $0.ask(inquiry, standard) }
    }
}

extension Session {
    /// Tells which databases are about to be asked, and who said where they are.
    func tellOfAsking(_ environments: [Environment]) {
        for environment in environments {
            detail("asking \(environment.name)" + (environment.origin.map { ", by \($0)" } ?? ""))
        }
    }
}

/// The environments that a check asks.
struct Environments: Sendable {
    let list: [Environment]

    /// The environments that the person names; else the required ones and any other that is configured.
    init(_ names: [String], _ landing: Landing, _ session: Session) throws(Failure) {
        let config = landing.config
        for name in names where config.environment(named: name) == nil {
            let known = config.environments.map(\.name)
            throw Failure(
                .usage, what: "there is no environment \(Escaped(name))",
                why: nearest(to: name, among: known).map { "did you mean \($0)?" }
                    ?? "known are \(known.joined(separator: ", "))",
                next: "name it in .treeguard: [environment \"\(Escaped(name))\"]")
        }
        let places = try Environments.places(
            config, landing.repository, session, comesWithChange: landing.commits(fileAt:))
        let chosen = names.isEmpty ? config.environments.map(\.name) : names
        var found = config.environments.filter { chosen.contains($0.name) }.compactMap { settings in
            var settings = settings
            settings.required = settings.required || !names.isEmpty
            return Environments.environment(settings, places, session)
        }
        // Whoever comes after others waits for them: their word is needed too, and does not count for the verdict.
        let before = Set(found.flatMap { Promotion.predecessors(of: $0.name, in: config.environments) })
        for settings in config.environments where before.contains(settings.name) {
            guard !found.contains(where: { $0.name == settings.name }) else { continue }
            found.append(
                Environments.environment(settings, places, session) ?? Environments.withoutAddress(settings))
        }
        list = found
    }

    private static func withoutAddress(_ settings: EnvironmentSettings) -> Environment {
        let name = "\(Escaped(settings.name))"
        return Environment(
            settings: settings, isRequired: settings.required, origin: nil,
            connection: .failure(
                Failure(
                    .productionNotConfigured, what: "\(name) is not configured",
                    why: "another environment comes after it, and nothing names its address",
                    next: "git config -f .treeguard environment.\(name).url env:NAME")))
    }

    private init(list: [Environment]) { self.list = list }

    /// Optional environments whose address is that of a required one, by their names. A command that would have to be run
    /// to tell an address is not run for this.
    static func twinsOfRequired(
        _ config: Config, _ repository: Repository, _ session: Session
    ) throws(Failure) -> [String: String] {
        let places = try places(config, repository, session)
        let addresses = config.environments.compactMap { settings -> (EnvironmentSettings, ConnectionSettings)? in
            guard case .found(let found)? = try? ConnectionSearch(for: settings, in: places),
                let address = try? effectiveSettings(of: connectionSettings(from: found.text))
            else { return nil }
            return (settings, address)
        }
        var twins: [String: String] = [:]
        for (settings, address) in addresses where !settings.required {
            twins[settings.name] = addresses.first { $0.0.required && $0.1.isSameDatabase(as: address) }?.0.name
        }
        return twins
    }

    /// The same, each being connected to meanwhile.
    func connecting(_ standard: TimeLimits) -> Environments { Environments(list: list.map { $0.connecting(standard) }) }

    /// The environments that pass.
    func keeping(_ passes: (Environment) -> Bool) -> Environments { Environments(list: list.filter(passes)) }

    private static func environment(
        _ settings: EnvironmentSettings, _ places: ConnectionPlaces, _ session: Session
    ) -> Environment? {
        do throws(Failure) {
            let text: ConnectionText
            switch try ConnectionSearch(for: settings, in: places) {
            case .found(let found): text = found
            case .notConfigured: return nil
            case .command(let command, let origin):
                text = try ConnectionText(
                    try output(of: command, for: settings.name, session), origin: origin, sslmode: settings.sslmode)
            }
            var connection = try connectionSettings(from: text.text)
            if let schema = text.schema { connection.schema = schema }
            return Environment(
                settings: settings, isRequired: settings.required, origin: text.origin,
                connection: .success(connection))
        } catch {
            return Environment(
                settings: settings, isRequired: settings.required, origin: nil, connection: .failure(error))
        }
    }

    /// The env files of the worktree, else of the main one, where people keep what git ignores.
    private static func places(
        _ config: Config, _ repository: Repository, _ session: Session,
        comesWithChange: (String) -> Bool = { _ in false }
    ) throws(Failure) -> ConnectionPlaces {
        let roots = [repository.layout.workTree, try repository.mainWorkTree()].compactMap(\.self)
        let isJob = PipelineJob(environment: session.environment) != nil
        var files: [String: [UInt8]] = [:]
        for name in ConnectionPlaces.filesToRead(config) {
            // Nobody has read the change yet that a job checks out: it may not say which database is production.
            if isJob, comesWithChange(name) {
                session.note("treeguard: \(Escaped(name)) comes with the change: no address is read from it")
                continue
            }
            for root in roots where files[name] == nil {
                do throws(SystemError) {
                    files[name] = try Files.read(name.hasPrefix("/") ? name : "\(root)/\(name)")
                } catch  where error.isMissing {
                    continue
                } catch {
                    throw error.failure
                }
            }
        }
        return ConnectionPlaces(environment: session.environment, files: files)
    }

    /// The address that a command prints. Whatever else it says may hold a secret, and is not repeated.
    private static func output(
        of command: String, for name: String, _ session: Session
    ) throws(Failure) -> Redacted<String> {
        let result = session.run(
            Command("/bin/sh", ["-c", command], in: session.directory, deadline: .seconds(30)))
        guard result.succeeded else {
            throw Failure(
                .connectionInvalid, what: "the command that tells where \(Escaped(name)) is failed",
                why: "it ended with \(result.end)", next: "run it yourself: \(Escaped(command))")
        }
        return Redacted(result.outputText)
    }
}
