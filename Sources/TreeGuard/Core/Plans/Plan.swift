/// What would be run in one environment, in its order, before anything runs.
package struct Plan: Hashable, Sendable {
    package var environment: String
    /// What is pending there, and what a deployment of ours left half done, in the order in which they run.
    package var files: [PlannedFile]
    /// What stands between the change and SAFE, and no deployment settles: partial, untracked, edited, skipped ...
    package var unsettled: [Unsettled]

    package struct Unsettled: Hashable, Sendable {
        package var path: RepositoryPath
        package var state: MigrationState

        package init(path: RepositoryPath, state: MigrationState) {
            self.path = path
            self.state = state
        }
    }

    package init(environment: String, files: [PlannedFile], unsettled: [Unsettled] = []) {
        self.environment = environment
        self.files = files
        self.unsettled = unsettled
    }
}

/// One migration as it would be run.
package struct PlannedFile: Hashable, Sendable {
    /// Who runs it, and how.
    package enum Route: Hashable, Sendable {
        /// Statement by statement, over one connection.
        case parts([Part])
        /// Its framework's own program, for its files are code. The instructions are what it says that it would run;
        /// nil where it could not be asked.
        case program([Instruction]?)
        /// Nobody: it cannot be run in parts, and why.
        case refused(Failure)
    }

    package var migration: Migration
    package var state: MigrationState
    package var route: Route
    /// Every statement of the file in its order, those included that frame transactions.
    package var instructions: [Instruction]
    /// What it takes to note it in its framework's ledger; nil where it keeps none, or its form is not known.
    package var recording: LedgerRecording?
    /// What would stop it, as far as the catalog tells.
    package var obstacles: [Obstacle]

    package init(
        migration: Migration, state: MigrationState, route: Route, instructions: [Instruction],
        recording: LedgerRecording? = nil, obstacles: [Obstacle] = []
    ) {
        self.migration = migration
        self.state = state
        self.route = route
        self.instructions = instructions
        self.recording = recording
        self.obstacles = obstacles
    }

    package var path: RepositoryPath { migration.path }

    /// The parts in which it runs; none where it is not run statement by statement.
    package var parts: [Part] {
        if case .parts(let parts) = route { return parts }
        return []
    }
}
