import TreeGuardCore
import TreeGuardSQL

/// What a deployment to an environment would run, made from what it answered.
struct Planning {
    let checking: Checking

    init(_ checking: Checking) { self.checking = checking }

    /// - Parameter isHalfDone: whether a deployment of ours left the migration half done, so that it is to be run on.
    func plan(for asked: AskedEnvironment, isHalfDone: (Migration) -> Bool = { _ in false }) -> Plan {
        var plan = Plan(environment: asked.environment.name, files: [])
        for migration in checking.discovery.migrations where asked.acceptance(of: migration) == nil {
            let state = asked.state(of: migration)
            if state == .pending || isHalfDone(migration) {
                plan.files.append(file(migration, state, asked))
            } else if state != .applied {
                plan.unsettled.append(Plan.Unsettled(path: migration.path, state: state))
            }
        }
        return plan
    }

    private func file(_ migration: Migration, _ state: MigrationState, _ asked: AskedEnvironment) -> PlannedFile {
        let instructions = checking.texts.sql(of: migration).map { SQL.instructions(in: $0) }
        return PlannedFile(
            migration: migration, state: state, route: route(of: migration, instructions),
            instructions: instructions ?? [],
            recording: asked.accounts.recording(of: migration, checking.texts.content(of: migration)),
            obstacles: asked.obstacles(to: migration))
    }

    private func route(of migration: Migration, _ instructions: [Instruction]?) -> PlannedFile.Route {
        // A framework whose files are code runs them itself, whatever it says that they would do.
        if migration.framework == Alembic().id { return .program(instructions) }
        guard let instructions else {
            return .refused(
                Failure(
                    .notDeployable, what: "\(migration.path) cannot be deployed by treeguard",
                    why: "its content could not be read",
                    next: "treeguard explain \(Failure.Code.notDeployable.rawValue)"))
        }
        do throws(Failure) { return .parts(try Part.cutting(instructions, of: migration.path)) } catch {
            return .refused(error)
        }
    }
}
