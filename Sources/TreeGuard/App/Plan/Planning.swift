import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// Makes of what an environment answered what would run there, and what speaks against it. Whoever shows, rehearses or
/// runs a plan has it from here.
struct Planning {
    let checking: Checking
    let asked: AskedEnvironment
    /// Whom else a promotion looks at.
    let all: [AskedEnvironment]
    let history: RunHistory
    let mayBeUncommitted: Bool
    let program: DeployProgram

    var name: String { asked.environment.name }
    var settings: DeploySettings { checking.landing.config.deploySettings(for: name) }

    func plan() -> Plan {
        var plan = Plan(environment: name)
        var states: [MigrationState] = []
        let paths = Set(checking.discovery.landing.map(\.path.text))
        for migration in checking.discovery.migrations where asked.concerns(migration) {
            let builds = failedBuilds(of: migration)
            let readiness = readiness(of: migration, among: paths, builds)
            add(migration, readiness, builds, to: &plan)
            states.append(readiness == .done ? .applied : .pending)
        }
        if plan.refusals.isEmpty { plan.refusals += wholeRefusals(plan, states) }
        return plan
    }

    private func add(_ migration: Migration, _ readiness: RunDecision, _ builds: [FailedBuild], to plan: inout Plan) {
        let state = asked.state(of: migration)
        switch readiness {
        case .done: return
        case .refused(let why, let next):
            plan.refusals.append(Plan.Refusal(migration.path, why: why, next: next))
            if state == .pending {
                plan.files.append(file(migration, state))
            } else {
                plan.unsettled.append(Plan.Unsettled(path: migration.path, state: state))
            }
        case .ready(let start, let resumes, let remark):
            var file = file(migration, state)
            (file.startAt, file.resumes, file.remark) = (start, resumes, remark)
            // What is in the way and INVALID is taken away.
            let rebuilt = Set(builds.map(\.range.offset))
            file.obstacles = file.run.obstacles(among: file.obstacles.filter { !rebuilt.contains($0.range.offset) })
            if let refusal = refusal(of: file, after: plan) { plan.refusals.append(refusal) }
            plan.files.append(file)
        }
    }

    private func readiness(
        of migration: Migration, among paths: Set<String>, _ builds: [FailedBuild]
    ) -> RunDecision {
        let standing = asked.standing(of: migration)
        // A record of ours does not outweigh a ledger that nobody can read.
        if let failure = asked.accounts.obstacle(to: migration) {
            return .refused(
                why: "\(standing.judgement.state.rawValue); the ledger: \(failure.why)", next: failure.next)
        }
        return RunDecision(
            RunDecision.Subject(
                path: migration.path, state: asked.state(of: migration), change: migration.change ?? .new,
                reasons: standing.judgement.reasons,
                isUnproved: standing.judgement.isUnproved || standing.verifiable == 0,
                hasLedger: hasLedger(migration),
                last: history.last(of: migration) { paths.contains($0) }, digest: digest(of: migration),
                failedBuilds: builds),
            isRecorded: settings.isRecorded)
    }

    func hasLedger(_ migration: Migration) -> Bool {
        switch asked.accounts.entry(of: migration) {
        case .none: false
        default: !asked.accounts.isOurRecord(of: migration)
        }
    }

    private func digest(of migration: Migration) -> String {
        ContentDigest.of(checking.texts.content(of: migration) ?? [])
    }

    // MARK: A file

    private func file(_ migration: Migration, _ state: MigrationState) -> PlannedFile {
        let instructions = checking.texts.instructions(of: migration)
        return PlannedFile(
            migration: migration, state: state, route: route(of: migration, instructions), instructions: instructions,
            digest: digest(of: migration),
            recording: asked.accounts.recording(of: migration, checking.texts.content(of: migration)),
            obstacles: asked.obstacles(to: migration))
    }

    private func route(of migration: Migration, _ instructions: [Instruction]) -> PlannedFile.Route {
        do throws(Failure) {
            guard checking.texts.content(of: migration) != nil else {
                throw Failure(
                    .deploymentRefused, what: "it is not deployed", why: "its content could not be read",
                    next: "git fsck")
            }
            // A framework whose files are code runs them itself, whatever it says that they would do.
            guard let framework = Frameworks.named(migration.framework), framework.runsAsSQL else {
                return .program(Result { () throws(Failure) in try program.command(for: migration) })
            }
            return .parts(try Part.cutting(instructions, of: migration.path))
        } catch {
            return .refused(error)
        }
    }
}
