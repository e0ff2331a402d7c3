import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSystem

/// `treeguard firewall`
enum FirewallCommand {
    private static let action = PositionalDescription(
        "ACTION", .one, oneOf: ["open", "close", "list", "watch"],
        "open, close or list; watch is what open starts by itself.")
    static let ip = OptionDescription.value(
        "ip", "ADDRESS", "The IPv4 address to let in, or a network (203.0.113.0/24).")
    private static let ttl = OptionDescription.value("ttl", "TIME", "How long: 90s, 15m, 2h; 24 hours at most.")
    private static let hold = OptionDescription.flag("hold", "Stay until the time is over, or Ctrl-C.")
    private static let environment = OptionDescription.value(
        "env", "NAME", "The environment whose database is meant; by default production, or the only firewall.")
    private static let opening = OptionDescription.value("opening", "ID", "For watch: which opening it waits for.")

    static let command = Subcommand(
        CommandDescription(
            "firewall", "Let this machine in to a managed database for a while",
            discussion: """
                Adds one address to the trusted sources of the database, and takes it out again: when its time is \
                over, with close, or, should everything fail, with the next treeguard command in this repository. \
                Rules of others are never touched, and an address that was let in before stays let in.

                .treeguard says where, as the target branch has it:

                  [firewall "digitalocean"]
                      cluster = 9cc10173-e9ea-4176-9dbc-a4cee4c4ff30
                      token = env:DIGITALOCEAN_API_TOKEN
                      ttl = 15m
                      address = command:COMMAND     ; prints the address; else --ip

                The provider replaces all rules at once, and cannot be told to do so only if nobody else did \
                meanwhile. So the rules are read again after every write, and what was lost is put back.

                An agent is refused to open it where it stands before a required environment.
                """,
            positionals: [action], options: [ip, ttl, hold, environment, opening, .textOrJSON],
            examples: [
                CommandExample("treeguard firewall open --ip 203.0.113.7", "For the time that .treeguard says."),
                CommandExample("treeguard firewall open --ip 203.0.113.7 --ttl 2h --hold", "Until Ctrl-C."),
                CommandExample("treeguard firewall list", "Who is let in, and what was opened from here."),
                CommandExample("treeguard firewall close", "Shuts what was opened from here."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        switch session.arguments.positionals.first {
        case "open": try open(session)
        case "close": try close(session)
        case "watch": try watch(session)
        default: try list(session)
        }
        return .success
    }

    private static func open(_ session: Session) throws {
        let given = session.arguments.value(of: ttl)
        let time = try given.map(lifetime)
        let isHeld = session.arguments.has(hold)
        let (repository, config) = try configuration(session)
        let site = try FirewallSite(
            config.firewall(ofEnvironment: session.arguments.value(of: environment)), repository, session)
        let address = try MachineAddress(given: session.arguments.value(of: ip), site.settings, session).address
        let length = time ?? site.settings.ttl
        let door = try FirewallDoor(site, address, isHeld ? .held(atMost: length) : .timed(length), session)
        let report = OpenReport(door, isHeld: isHeld)
        session.show(text: report.text, json: report.json)
        guard isHeld, case .opened(let opening) = door.state else { return }
        while !opening.isOver(at: Clock.wall()) { Clock.pause(for: .milliseconds(200)) }
        door.close()
    }

    private static func lifetime(_ text: String) throws(Failure) -> Duration {
        guard let time = FirewallSettings.ttl(text) else {
            throw Failure(
                .usage, what: "the address was not let in", why: "\(Escaped(text)) is no time of at most 24 hours",
                next: "write 90s, 15m or 2h")
        }
        return time
    }

    private static func close(_ session: Session) throws {
        let (repository, config) = try configuration(session)
        let records = OpeningRecords(commonDirectory: repository.layout.commonDirectory)
        let name = try session.arguments.value(of: environment).map { try config.firewall(ofEnvironment: $0).name }
        var report = CloseReport()
        for opening in try records.all() where opening.closed == nil && (name == nil || opening.firewall == name) {
            if records.isHeldByTheLiving(opening) {
                report.add(opening, .held)
                continue
            }
            guard
                let settings = config.firewalls.first(where: {
                    $0.name == opening.firewall && $0.cluster == opening.cluster
                })
            else {
                throw Failure(
                    .firewallNotConfigured, what: "\(opening.address) is still let in",
                    why:
                        "\(Escaped(opening.firewall)), cluster \(Escaped(opening.cluster)), is not in .treeguard any more",
                    next: "take the address out on the provider's page")
            }
            let site = try FirewallSite(settings, repository, session)
            report.add(opening, .init(try FirewallClosing(site, session).close(opening.id)))
        }
        session.show(text: report.text, json: report.json)
    }

    private static func list(_ session: Session) throws {
        let (repository, config) = try configuration(session)
        let site = try FirewallSite(
            config.firewall(ofEnvironment: session.arguments.value(of: environment)), repository, session)
        session.closeLeftOpenings(of: repository, config)
        let rules = try site.rulesWithPatience()
        let report = RulesReport(
            site.settings, site.provider.name, rules, openings: try site.records.all().filter { $0.closed == nil })
        session.show(text: report.text(session.style), json: report.json)
    }

    private static func watch(_ session: Session) throws {
        guard let id = session.arguments.value(of: opening) else {
            throw Failure(
                .usage, what: "it is not said what to watch", why: "watch is started by open, with --opening",
                next: "treeguard firewall open --ip ADDRESS")
        }
        let (repository, config) = try configuration(session)
        let records = OpeningRecords(commonDirectory: repository.layout.commonDirectory)
        guard let opening = try records.opening(id),
            let settings = config.firewalls.first(where: {
                $0.name == opening.firewall && $0.cluster == opening.cluster
            })
        else { return }
        try FirewallWatch(id, FirewallSite(settings, repository, session), session).run()
    }

    private static func configuration(_ session: Session) throws(Failure) -> (Repository, Config) {
        let repository = try Repository.open(
            at: session.directory, environment: session.environment, run: session.run)
        let team = try TeamConfig(repository)
        // A file that does not count yet is the likeliest reason for a firewall that is not there.
        if team.config.firewalls.isEmpty { for remark in team.remarks { session.note("treeguard: \(remark)") } }
        return (repository, team.config)
    }
}
