import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

extension RunHistory {
    /// The record of earlier deployments; empty if there is none.
    init(of environment: Environment, _ config: Config) throws(Failure) {
        let inquiry = Inquiry(first: [RunRecord.isThere]) { first in
            first.first?.rows.first?.first == "t" ? [RunHistory.question] : []
        }
        let answers = try environment.ask(inquiry, config.limits).get()
        self.init(answers.second.first?.rows ?? [])
    }
}
