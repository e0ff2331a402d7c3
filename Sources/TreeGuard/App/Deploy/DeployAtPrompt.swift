import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardReports
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// The action behind a prompt's "y": the deployment to whatever environment needs it, and the check that follows.
struct DeployAtPrompt {
    let session: Session
    let checking: Checking

    /// The environments that must have the migrations, and those before them.
    private func scenes() throws(Failure) -> [DeployFlow] {
        let list = try Environments([], checking.landing, session)
        return list.list.filter(\.isRequired).map { environment in
            var flow = DeployFlow(session, checking, list, environment)
            flow.stream = .error
            return flow
        }
    }

    /// The plan, for the prompt's "p"; or why nothing would.
    func plan() -> [String] {
        do throws(Failure) {
            var lines: [String] = []
            for flow in try scenes() {
                let report = try flow.report()
                lines += Format.text.render(DeployPreview(of: report), .plain, session.pageDetail).lines
            }
            return lines
        } catch {
            return error.text(style: .plain).lines
        }
    }

    /// The check after a deployment, and what went wrong with it.
    struct Outcome {
        let report: CheckReport
        let failure: Failure?

        /// A deployment that failed is no reason to merge, whatever arrived.
        var mayGoOn: Bool { failure == nil && GateOutcome(report) == .clear }
    }

    /// Deploys, and checks again. What stands in the way is told.
    func run() throws -> Outcome {
        var failed: Failure?
        do {
            for flow in try scenes() {
                var report = try flow.report()
                guard !report.plan.files.isEmpty else { continue }
                try session.leaveToAPerson(
                    .deploy, flow.deploying.environment.name, checking.landing.repository)
                flow.present(report)
                try flow.confirm(report.plan)
                let code = try flow.deploy(&report)
                failed = report.failure
                guard code == .success else { break }
            }
        } catch let failure as Failure {
            failed = failure
            session.terminal.write(failure.text(style: session.terminal.style(of: .error)), to: .error)
        }
        let report = try checking.report(checking.asked(try Environments([], checking.landing, session).list))
        return Outcome(report: report, failure: failed)
    }
}

extension String {
    fileprivate var lines: [String] {
        split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
