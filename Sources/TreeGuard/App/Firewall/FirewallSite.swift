import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardSystem

/// One firewall as this repository is configured: where it is asked, with what, and what is remembered of it.
struct FirewallSite: Sendable {
    let settings: FirewallSettings
    let provider: any FirewallProvider
    let records: OpeningRecords
    /// The git directory that all worktrees share.
    let commonDirectory: String
    private let token: Redacted<String>
    private let curl: Curl

    /// How long somebody is willing to wait for a provider that has a fault.
    enum Patience {
        /// A person who asked for it.
        case usual
        /// A command that is about something else, or an end that should be quick.
        case little
    }

    init(
        _ settings: FirewallSettings, _ repository: Repository, _ session: Session
    ) throws(Failure) {
        guard let provider = FirewallProviders.named(settings.provider), let source = settings.token else {
            throw Failure(
                .firewallNotConfigured, what: "\(Escaped(settings.name)) cannot be asked",
                why: "its section says neither who provides it nor where the token is", next: "complete .treeguard")
        }
        self.settings = settings
        self.provider = provider
        commonDirectory = repository.layout.commonDirectory
        records = OpeningRecords(commonDirectory: commonDirectory)
        token = try FirewallToken(source, repository, session).value
        curl = Curl(environment: session.environment, run: session.run)
    }

    /// How long after a change nobody can still write what he had read before it: no request lasts longer.
    var afterwards: Duration { settings.timeout * 4 / 3 }

    /// Waits until nobody else changes the rules from this repository.
    func turn(_ session: Session) throws(SystemError) -> FileLock? {
        if let turn = try records.turn(waiting: false) { return turn }
        session.detail("another treeguard is changing the rules of a firewall from here; waiting for it")
        return try records.turn(waiting: true)
    }

    func rules() throws(APIFault) -> [FirewallRule] {
        let reply = try curl.send(provider.reading(settings, token: token))
        return try provider.rules(in: reply, settings, at: Clock.wall())
    }

    private func write(_ rules: [FirewallRule]) throws(APIFault) {
        let reply = try curl.send(provider.writing(rules, settings, token: token))
        try provider.confirmWritten(reply, settings, at: Clock.wall())
    }

    /// The rules, for somebody who only looks.
    func rulesWithPatience() throws(Failure) -> [FirewallRule] {
        var attempt = 1
        while true {
            do throws(APIFault) {
                return try rules()
            } catch {
                let wait = error.retryAfter ?? time(.backOff(attempt))
                guard error.isPassing, attempt < 4, wait <= .seconds(60) else { throw error.failure }
                Clock.pause(for: wait)
                attempt += 1
            }
        }
    }

    /// Does what a `RuleChange` says, until it is done with it.
    func carryOut(
        _ goal: RuleChange.Goal, _ retryLimits: Patience = .usual,
        beforeWriting: () throws(Failure) -> Void = {}
    ) throws(Failure) -> RuleChange.Outcome {
        var change = RuleChange(
            goal, mostRules: provider.mostRules, mostFaults: retryLimits == .usual ? 4 : 1,
            longestWait: retryLimits == .usual ? .seconds(60) : .seconds(5))
        var step = RuleChange.first
        while true {
            let event: RuleChange.Event
            switch step {
            case .done(let outcome): return outcome
            case .giveUp(let failure): throw failure
            case .pause(let pause):
                Clock.pause(for: time(pause))
                event = .paused
            case .read:
                event = try attempt { () throws(APIFault) in .rules(try rules()) }
            case .write(let rules):
                try beforeWriting()
                event = try attempt { () throws(APIFault) in
                    try write(rules)
                    return .written
                }
            }
            step = change.next(after: event)
        }
    }

    private func attempt(_ body: () throws(APIFault) -> RuleChange.Event) throws(Failure) -> RuleChange.Event {
        do throws(APIFault) {
            return try body()
        } catch {
            guard error.isPassing else { throw error.failure }
            return .fault(error.failure, retryAfter: error.retryAfter)
        }
    }

    /// In proportion to what a request may take: a second and a half, where that is fifteen. Never quite the same, so that
    /// two who met do not meet again.
    private func time(_ pause: RuleChange.Pause) -> Duration {
        let unit = settings.timeout / 15
        let jitter = unit * Int.random(in: 0...1000) / 2000
        switch pause {
        case .settle: return unit + jitter
        case .backOff(let count): return unit / 4 * (1 << min(count, 5)) + jitter
        case .asTold(let time): return time + jitter
        }
    }
}
