import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// One migration as it would be run.
package struct PlannedFile: Hashable, Sendable {
    /// Who runs it, and how.
    package enum Route: Hashable, Sendable {
        /// Statement by statement, over one connection.
        case parts([Part])
        /// Its framework's own program, for its files are code: by this command, or not from here, and why. The
        /// instructions are what it says that it would run.
        case program(Result<String, Failure>)
        /// Nobody: it cannot be run in parts, and why.
        case refused(Failure)
    }

    package var migration: Migration
    package var state: MigrationState
    package var route: Route
    /// Every statement of the file in its order, those included that frame transactions.
    package var instructions: [Instruction]
    /// SHA-256 of the file.
    package var digest: String
    /// The recording in its framework's ledger; nil if it keeps none, or its form is not known.
    package var recording: LedgerRecording?
    /// The obstacles to the rest of it, as far as the catalog tells.
    package var obstacles: [Obstacle]
    /// The first part to run: a deployment that was cut off did those before it.
    package var startAt = 0
    /// True if that part was begun before, so that it may be done already.
    package var resumes = false
    /// The remark for a person before they confirm.
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

    /// The parts in which it runs; none where it is not run statement by statement.
    package var parts: [Part] {
        if case .parts(let parts) = route { return parts }
        return []
    }

    /// The run of its framework's own program; nil if it has none.
    package var program: ProgramRun? {
        if case .program(.success(let command)) = route { return ProgramRun(migration, command) }
        return nil
    }

    /// Why nobody runs it.
    package var refusal: Failure? {
        switch route {
        case .refused(let failure), .program(.failure(let failure)): failure
        case .parts, .program(.success): nil
        }
    }

    /// The run with the row of its ledger, which a program writes itself. The runner adds the record.
    package var run: FileRun {
        let noted = program == nil ? recording?.amendment : nil
        return FileRun(
            path, parts, noted: noted ?? Amendment(statements: []), startAt: startAt, resumes: resumes)
    }
}
