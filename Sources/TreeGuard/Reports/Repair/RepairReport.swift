import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardVerdicts

/// The rows that a repair wrote, or would write, in each environment. docs/json.md describes its JSON.
package struct RepairReport: Hashable, Sendable {
    package struct Environment: Hashable, Sendable {
        package var name: String
        package var plan: RepairPlan
        /// The state of each recorded migration afterwards, in the plan's order; nil if nothing was written.
        package var states: [MigrationState]?

        package init(_ name: String, _ plan: RepairPlan, states: [MigrationState]? = nil) {
            self.name = name
            self.plan = plan
            self.states = states
        }

        /// True if something is left that a repair was meant to settle.
        fileprivate var isUnsettled: Bool {
            !plan.refusals.isEmpty || !(states ?? []).allSatisfy { $0 == .applied }
        }
    }

    package var environments: [Environment]

    package init(_ environments: [Environment]) { self.environments = environments }

    package var exit: ExitCode { environments.contains(where: \.isUnsettled) ? .migrationsPending : .success }

    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)), "environments": .array(environments.map(\.json)),
        ])
    }
}

extension RepairReport.Environment {
    fileprivate var json: JSON {
        let rows = plan.items.enumerated().map { number, item in
            JSON.object(
                item.migration.path.jsonMembers + [
                    JSON.Member("table", .string(item.recording.table.description)),
                    JSON.Member("makesTable", .bool(!item.recording.creation.isEmpty)),
                    JSON.Member("row", .string(item.recording.description)),
                    JSON.Member("state", .string((states?[number] ?? .untracked).rawValue)),
                ])
        }
        let refused = plan.refusals.map { refusal in
            JSON.object(refusal.migration.path.jsonMembers + [JSON.Member("reason", .string(refusal.why))])
        }
        return .object([
            "name": .string(name), "written": .bool(states != nil), "rows": .array(rows), "refused": .array(refused),
        ])
    }
}
