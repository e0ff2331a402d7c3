import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSystem

/// True if the application is well once everything is deployed: a URL that answers, or a command that succeeds. It is
/// tried as often as a lock is: what was restarted takes a moment.
struct HealthCheck {
    private let shown: String
    private let command: Command
    private let retryLimits: RetryLimits
    private let commands: TeamCommands
    private let session: Session

    init(_ health: String, _ retryLimits: RetryLimits, _ commands: TeamCommands, _ session: Session) {
        self.retryLimits = retryLimits
        self.commands = commands
        self.session = session
        if let url = HealthURL(health) {
            shown = "\(Escaped(url.shown))"
            command = Command(
                "curl", ["--disable", "--config", "-"], standardInput: Array(url.curlConfiguration.utf8),
                deadline: .seconds(20))
        } else {
            shown = "\(Escaped(health))"
            command = commands.command(health, deadline: .seconds(60))
        }
    }

    func run(_ stop: StopInOrder) throws(Failure) {
        var why = ""
        for attempt in 0...retryLimits.retries {
            if attempt > 0 { stop.rest(retryLimits.pause(before: attempt)) }
            guard !stop.isUp else { break }
            guard let trouble = commands.trouble(command) else { return session.note("treeguard: \(shown) is well") }
            why = trouble
        }
        throw Failure(
            .deploymentFailed, what: "it is deployed, and \(shown) is not well", why: why,
            next: "look at the application; treeguard rollback --last takes the migrations back, where that is wanted")
    }
}
