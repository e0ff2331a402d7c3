import TreeGuardCore
import TreeGuardPostgres

/// Makes of what an environment answered what would run there, and what speaks against it.
struct DeployPlanning {
    let checking: Checking
    let asked: AskedEnvironment
    /// Whom else a promotion looks at.
    let all: [AskedEnvironment]
    let history: RunHistory
    let mayBeUncommitted: Bool
    let program: DeployProgram

    private var name: String { asked.environment.name }
    private var settings: DeploySettings { checking.landing.config.deploySettings(for: name) }

    func plan() -> DeployPlan {
        var plan = DeployPlan(environment: name)
        let counted = checking.discovery.migrations.filter { asked.acceptance(of: $0) == nil }
        var states: [MigrationState] = []
        for migration in counted {
            let readiness = readiness(of: migration)
            switch readiness {
            case .done: break
            case .refused(let why, let next): plan.refusals.append(.init(migration.path, why: why, next: next))
            case .ready(let start, let resumes, let remark):
                do throws(Failure) {
                    plan.items.append(try item(migration, start, resumes, remark, plan))
                } catch {
                    let what = error.code == .deploymentRefused ? "\(migration.path)" : error.what
                    plan.refusals.append(.init(why: "\(what): \(error.why)", next: error.next))
                }
            }
            states.append(readiness == .done ? .applied : .pending)
        }
        if plan.refusals.isEmpty { plan.refusals += wholeRefusals(plan, states) }
        return plan
    }

    private func readiness(of migration: Migration) -> Readiness {
        let standing = asked.standing(of: migration)
        let paths = Set(checking.discovery.landing.map(\.path.text))
        return Readiness(
            Readiness.Subject(
                path: migration.path, state: asked.state(of: migration), change: migration.change ?? .new,
                reasons: standing.judgement.reasons, isVerifiable: standing.verifiable > 0,
                hasLedger: hasLedger(migration),
                last: history.last(of: migration) { paths.contains($0) }, digest: digest(of: migration),
                failedBuilds: failedBuilds(of: migration)),
            isRecorded: settings.isRecorded)
    }

    private func hasLedger(_ migration: Migration) -> Bool {
        switch asked.accounts.entry(of: migration) {
        case .none: false
        default: !asked.accounts.isOurRecord(of: migration)
        }
    }

    private func digest(of migration: Migration) -> String {
        ContentDigest.of(checking.texts.content(of: migration) ?? [])
    }

    private func item(
        _ migration: Migration, _ start: Int, _ resumes: Bool, _ remark: String?, _ plan: DeployPlan
    ) throws(Failure) -> DeployPlan.Item {
        guard let bytes = checking.texts.content(of: migration) else {
            throw refused("its content could not be read", "git fsck")
        }
        if migration.content == .workTree, asked.environment.settings.isProtected(by: checking.landing.config),
            !mayBeUncommitted
        {
            throw refused(
                "it is not committed: \(name) would have what nobody else can see",
                "git commit it, or say --uncommitted")
        }
        guard let framework = Frameworks.named(migration.framework), framework.runsAsSQL else {
            return DeployPlan.Item(
                migration, FileRun(migration.path, []), digest: ContentDigest.of(bytes), remark: remark,
                program: try program.command(for: migration))
        }
        let run = FileRun(
            migration.path, try Part.cutting(checking.texts.instructions(of: migration), of: migration.path),
            startAt: start, resumes: resumes)
        if run.hasSeveralSteps, !settings.isRecorded {
            throw refused(
                "it takes \(run.parts.count) steps, and deploy.record = false remembers none of them",
                "let treeguard keep its record, or deploy the file with its own tool")
        }
        let recording = asked.accounts.recording(of: migration, bytes)
        if recording == nil, hasLedger(migration) {
            throw refused(
                "how \(migration.framework) would record it is not known", "deploy it with its own tool")
        }
        let before = Set(plan.items.map(\.migration.path))
        if let hidden = recording?.passesOver.first(where: { !before.contains($0) }) {
            throw refused(
                "once it is recorded, \(migration.framework) would never run \(hidden)", "deploy that first")
        }
        return DeployPlan.Item(
            migration, run, digest: ContentDigest.of(bytes), recording: recording, remark: remark)
    }

    private func refused(_ why: String, _ next: String) -> Failure {
        Failure(.deploymentRefused, what: "it is not deployed", why: why, next: next)
    }

    private func wholeRefusals(_ plan: DeployPlan, _ states: [MigrationState]) -> [DeployPlan.Refusal] {
        if checking.discovery.hasErrors {
            return [.init(why: "the migrations are not in order", next: "treeguard check")]
        }
        guard Consistency(states) == .cleanPrefix || plan.items.isEmpty else {
            return [
                .init(
                    why: "a later migration is there, and an earlier one is not: nobody planned that order",
                    next: "treeguard explain partial")
            ]
        }
        for item in plan.items {
            // What is in the way and INVALID is taken away.
            let rebuilt = Set(failedBuilds(of: item.migration).map(\.range.offset))
            let obstacles = asked.standing(of: item.migration).obstacles.filter { !rebuilt.contains($0.range.offset) }
            guard let obstacle = item.run.obstacle(among: obstacles) else { continue }
            return [
                .init(
                    why: "\(item.migration.path):\(obstacle.range.line) would fail: \(obstacle.message)",
                    next: obstacle.help)
            ]
        }
        let promotion = checking.promotion(of: asked, among: all)
        guard let hindrance = promotion.hindrances.first else { return [] }
        let lacks = hindrance.isAsked ? "lacks \(hindrance.lacking.count) of these" : "could not be asked"
        return [
            .init(
                why: "\(name) waits for \(hindrance.environment), which \(lacks)",
                next: "treeguard deploy --env \(ShellQuoted(promotion.first))")
        ]
    }
}

extension Framework {
    /// Whether its files are SQL that anybody may run.
    fileprivate var runsAsSQL: Bool { isSupported && id != Alembic().id }
}

extension EnvironmentSettings {
    /// Whether the team needs it in order: naming it on the command line alone does not make it so.
    func isProtected(by config: Config) -> Bool { config.environment(named: name)?.required ?? true }
}
