import TreeGuardCore
import TreeGuardPostgres

/// Tells on standard error what happens while a deployment runs.
final class DeployProgress {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func begin(_ item: DeployPlan.Item) { session.note("treeguard: \(item.migration.path) ...") }

    func end(_ outcome: FileOutcome?) {}

    func tell(_ moment: RunMoment, of item: DeployPlan.Item, _ writing: DeploySession) {
        switch moment {
        case .waiting(let attempt, let count, let pause, let why):
            session.note("  \(why); rolled back, trying again in \(pause.spoken) (\(attempt) of \(count))")
        case .clearing(let statement): session.note("  clearing up after an attempt that failed: \(Escaped(statement))")
        case .foundDone(_, let instruction):
            session.note("  line \(instruction.range?.line ?? 0) was done by the run before")
        case .partBegins, .begins, .ended, .partDone: break
        }
    }
}
