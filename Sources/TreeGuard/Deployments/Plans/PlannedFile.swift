import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// One migration as it would be run.
package struct PlannedFile: Hashable, Sendable {
    /// The way in which a file runs.
    package enum Route: Hashable, Sendable {
        /// TreeGuard runs it statement by statement, over one connection.
        case parts([Part])
        /// The framework's own program runs it, because the file is code: the command, or the reason why it cannot run
        /// from here. The instructions are those that the program says it would run.
        case program(Result<String, Failure>)
        /// The file does not run, because it cannot be split into parts; with the reason.
        case refused(Failure)
    }

    package var migration: Migration
    package var state: MigrationState
    package var route: Route
    /// Every statement of the file in its order, including those that begin and end transactions.
    package var instructions: [Instruction]
    /// SHA-256 of the file.
    package var digest: String
    /// The statements that record it in its framework's ledger; nil if the framework keeps none, or its form is not
    /// known.
    package var recording: LedgerRecording?
    /// The obstacles to the remaining statements, as far as the catalog tells.
    package var obstacles: [Obstacle]
    /// The first part to run: an interrupted deployment did the earlier ones.
    package var startAt = 0
    /// True if that part was begun before, so that it may be done already.
    package var resumes = false
    /// A remark to show before the confirmation.
    package var remark: String?

    package init(
        migration: Migration, state: MigrationState, route: Route, instructions: [Instruction], digest: String = "",
        recording: LedgerRecording? = nil, obstacles: [Obstacle] = []
    ) {
        self.migration = migration
        self.state = state
        self.route = route
        self.instructions = instructions
        self.digest = digest
        self.recording = recording
        self.obstacles = obstacles
    }

    package var path: RepositoryPath { migration.path }

    /// The parts in which it runs; empty if it is not run statement by statement.
    package var parts: [Part] {
        if case .parts(let parts) = route { return parts }
        return []
    }

    /// The run of its framework's own program; nil if no program runs it.
    package var program: ProgramRun? {
        if case .program(.success(let command)) = route { return ProgramRun(migration, command) }
        return nil
    }

    /// The reason why it does not run.
    package var refusal: Failure? {
        switch route {
        case .refused(let failure), .program(.failure(let failure)): failure
        case .parts, .program(.success): nil
        }
    }

    /// The file's run with its ledger row; a program writes that row itself. The caller adds the record of the run.
    package var run: FileRun {
        let noted = program == nil ? recording?.amendment : nil
        return FileRun(
            path, parts, noted: noted ?? Amendment(statements: []), startAt: startAt, resumes: resumes)
    }
}
