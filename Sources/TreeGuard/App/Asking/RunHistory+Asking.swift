import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

extension RunHistory {
    /// What earlier deployments left on record; nothing where there is no record.
    init(of environment: Environment, _ config: Config) throws(Failure) {
        let inquiry = Inquiry(first: [RunRecord.isThere]) { first in
            first.first?.rows.first?.first == "t" ? [RunHistory.question] : []
        }
        let answers = try environment.ask(inquiry, config.limits).get()
        self.init(answers.second.first?.rows ?? [])
    }
}
