import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The gate's decision for every response of the team, every outcome, with and without a person.
@Suite struct DecisionTable {
    private static let cells:
        [(response: Config.Response, standing: GateOutcome, alone: Decision, withPerson: Decision)] = [
            (.warn, .clear, .proceed, .proceed), (.prompt, .clear, .proceed, .proceed),
            (.block, .clear, .proceed, .proceed), (.warn, .pending, .warn, .warn),
            (.prompt, .pending, .stop, .ask(.deploy)),
            (.block, .pending, .stop, .stop), (.warn, .unreachable, .warn, .warn),
            (.prompt, .unreachable, .stop, .ask(.goOn)),
            (.block, .unreachable, .stop, .stop), (.warn, .undetermined, .warn, .warn),
            (.prompt, .undetermined, .stop, .ask(.goOn)), (.block, .undetermined, .stop, .stop),
            (.warn, .pendingAndUnknown, .warn, .warn), (.prompt, .pendingAndUnknown, .stop, .ask(.deploy)),
            (.block, .pendingAndUnknown, .stop, .stop),
            (.warn, .skipped, .stop, .stop), (.prompt, .skipped, .stop, .stop), (.block, .skipped, .stop, .stop),
        ]

    @Test func everyCellIsFilled() {
        #expect(Self.cells.count == Config.Response.allCases.count * GateOutcome.allCases.count)
    }

    @Test(arguments: cells.indices)
    func theDecisionIs(index: Int) {
        let cell = Self.cells[index]
        let policy = Policy(onPending: cell.response, onUnreachable: cell.response)
        #expect(policy.decision(on: cell.standing, hasPerson: false) == cell.alone)
        #expect(policy.decision(on: cell.standing, hasPerson: true) == cell.withPerson)
        let override = Override(
            MigrationSet(into: "main", []), who: "a", reason: "b", given: Timestamp(secondsSinceEpoch: 0))
        let overridden = policy.decision(on: cell.standing, hasPerson: true, override: override)
        #expect(overridden == (cell.standing == .clear ? .proceed : .overridden(override)))
    }

    /// Both words of the team against what a check may come to, with a person at hand.
    private static let words:
        [(pending: Config.Response, unreachable: Config.Response, decisions: [GateOutcome: Decision])] = [
            (.warn, .warn, decisions(.warn, .warn, .warn, .warn)),
            (.warn, .prompt, decisions(.warn, .ask(.goOn), .ask(.deploy), .ask(.goOn))),
            (.warn, .block, decisions(.warn, .stop, .stop, .stop)),
            (.prompt, .warn, decisions(.ask(.deploy), .ask(.goOn), .ask(.deploy), .warn)),
            (.prompt, .prompt, decisions(.ask(.deploy), .ask(.goOn), .ask(.deploy), .ask(.goOn))),
            (.prompt, .block, decisions(.ask(.deploy), .stop, .stop, .stop)),
            (.block, .warn, decisions(.stop, .stop, .stop, .warn)),
            (.block, .prompt, decisions(.stop, .stop, .stop, .ask(.goOn))),
            (.block, .block, decisions(.stop, .stop, .stop, .stop)),
        ]

    /// Pending only, unknown only, both, and nobody answered.
    private static func decisions(
        _ pending: Decision, _ unknown: Decision, _ both: Decision, _ unreachable: Decision
    ) -> [GateOutcome: Decision] {
        [.pending: pending, .undetermined: unknown, .pendingAndUnknown: both, .unreachable: unreachable]
    }

    @Test func everyPairOfWordsIsThere() {
        let responses = Config.Response.allCases.count
        #expect(Set(Self.words.map { [$0.pending, $0.unreachable] }).count == responses * responses)
    }

    @Test(arguments: words.indices)
    func theTeamsWordsDecide(index: Int) {
        let row = Self.words[index]
        let policy = Policy(onPending: row.pending, onUnreachable: row.unreachable)
        for (standing, decision) in row.decisions {
            #expect(policy.decision(on: standing, hasPerson: true) == decision, "\(standing)")
            let alone = policy.decision(on: standing, hasPerson: false)
            if case .ask = decision { #expect(alone == .stop) } else { #expect(alone == decision) }
        }
    }

    /// Whoever is asked to go on without an answer never lets by what is known to be pending.
    @Test func nobodyGoesOnPastWhatIsKnownToBePending() {
        for pending in Config.Response.allCases {
            for unreachable in Config.Response.allCases {
                let policy = Policy(onPending: pending, onUnreachable: unreachable)
                for standing in [GateOutcome.pending, .pendingAndUnknown, .skipped] {
                    #expect(policy.decision(on: standing, hasPerson: true) != .ask(.goOn))
                }
            }
        }
    }

    private static let answered = EnvironmentReport.Access.ok(
        Server(version: "15.20", majorVersion: 15, host: "db.example.com", database: "shop"))
    private static let failed = EnvironmentReport.Access.failed(
        Failure(.connectionTimedOut, what: "production could not be asked", why: "it did not answer", next: "wait"))

    private func report(
        _ verdict: Verdict, _ states: [MigrationState], access: EnvironmentReport.Access = answered
    ) -> CheckReport {
        CheckReport(
            verdict: verdict, target: "main", source: "feature",
            environments: [EnvironmentReport(name: "production", isRequired: true, access: access, verdict: verdict)],
            migrations: states.enumerated().map { number, state in
                MigrationReport(
                    path: RepositoryPath("db/00\(number).sql"), framework: "plain", version: "00\(number)",
                    change: .new,
                    standings: [
                        Standing(
                            environment: "production", judgement: Judgement(state),
                            evidence: [
                                EvidenceLine(kind: "table", name: "widgets", mark: .absent, detail: "absent", line: 1)
                            ])
                    ],
                    references: [MigrationReport.Reference(path: "src/widgets.py", line: 12, name: "widgets")])
            })
    }

    @Test func aReportComesToAStanding() {
        #expect(GateOutcome(report(.safe, [.applied])) == .clear)
        #expect(GateOutcome(report(.needsMigration, [.pending])) == .pending)
        #expect(GateOutcome(report(.partialMigration, [.pending, .skipped])) == .skipped)
        #expect(GateOutcome(report(.error, [.unknown], access: Self.failed)) == .unreachable)
        #expect(GateOutcome(report(.error, [.unknown])) == .undetermined)
        #expect(GateOutcome(report(.error, [.unknown], access: .notAsked)) == .unreachable)
        for state in [MigrationState.pending, .partial, .untracked, .missing, .edited] {
            #expect(GateOutcome(report(.error, [.unknown, state])) == .pendingAndUnknown)
            #expect(GateOutcome(report(.error, [state, .applied], access: Self.failed)) == .pendingAndUnknown)
        }
    }

    private let deploy = CheckReport.NextStep("treeguard deploy --env production", "")

    @Test func aRefusalSaysWhatWhichWhyAndHow() {
        #expect(
            Refusal(of: "merge", report(.needsMigration, [.pending]), remedy: deploy).text == """
                treeguard: merge into main stopped. 1 migration is not in production.
                  db/000.sql   pending: table widgets is absent
                  why it matters: src/widgets.py:12 reads widgets
                deploy it:   treeguard deploy --env production
                look first:  treeguard check
                override:    treeguard allow --reason "..."      (recorded)
                nothing was changed.

                """)
    }

    @Test func anAgentAndAClientAreToldWhoCanOverride() {
        var refusal = Refusal(of: "merge", report(.needsMigration, [.pending]), remedy: deploy)
        refusal.overriding = .agent
        #expect(
            refusal.text.hasSuffix(
                """
                a person:    treeguard deploy --env production
                look first:  treeguard check
                you:         stop here and report this; a person decides. Do not look for another way.
                nothing was changed.

                """), "\(refusal.text)")
        #expect(!refusal.text.contains("treeguard allow"))
        refusal.overriding = .server
        #expect(
            refusal.text.contains("override:    not from here; who runs the server can, in that repository: treeguard"))
        refusal.overriding = .nobody
        #expect(!refusal.text.contains("treeguard allow"))
    }

    @Test func aRefusalStaysShortHoweverManyThereAre() throws {
        let refusal = Refusal(
            of: "push", report(.needsMigration, Array(repeating: .pending, count: 40)), remedy: deploy,
            aftermath: "put it back:  git reset --merge")
        let lines = refusal.text.split(separator: "\n")
        #expect(lines.count == 8)
        #expect(try lines[at: 0] == "treeguard: push into main stopped. 40 migrations are not in production.")
        #expect(try lines[at: 2] == "  and 39 more")
        #expect(lines.last == "put it back:  git reset --merge")
    }

    @Test func anUnreachableProductionIsSaidFirst() {
        let refusal = Refusal(
            of: "merge", report(.error, [.unknown], access: Self.failed), remedy: nil, overriding: .nobody)
        #expect(
            refusal.text.hasPrefix(
                "treeguard: merge into main stopped. production could not be asked: it did not answer."))
        #expect(!refusal.text.contains("override"))
    }

    @Test func whatIsUnknownIsNamedApartFromWhatIsPending() {
        let refusal = Refusal(of: "merge", report(.error, [.unknown, .pending]), remedy: nil)
        #expect(
            refusal.summary.prefix(3).map { $0.prefix { $0 != ":" } } == [
                "treeguard", "  db/001.sql   pending", "  db/000.sql   unknown",
            ])
        #expect(
            refusal.summary.first
                == "treeguard: merge into main stopped. 1 migration is not in production, and 1 could not be judged.")
    }

    @Test func whatIsOnlyUnknownIsNotCalledMissing() {
        let refusal = Refusal(of: "merge", report(.error, [.applied, .unknown]), remedy: nil)
        #expect(refusal.summary.first == "treeguard: merge into main stopped. 1 migration could not be judged.")
    }

    /// One environment lacks it, and another says nothing: there is something to deploy all the same.
    @Test func whatIsPendingInOneEnvironmentIsNotForgottenForAnother() {
        var mixed = report(.error, [.pending])
        mixed.environments.append(
            EnvironmentReport(name: "eu", isRequired: true, access: Self.failed, verdict: .error))
        for index in mixed.migrations.indices.prefix(1) {
            mixed.migrations[index].standings.append(Standing(environment: "eu", judgement: Judgement(.unknown)))
        }
        #expect(GateOutcome(mixed) == .pendingAndUnknown)
        let headline = Refusal(of: "merge", mixed, remedy: nil).summary.first ?? ""
        #expect(headline.contains("1 migration is not in production, and eu could not be asked: it did not answer."))
    }

    @Test func whatTheTeamAcceptsIsNotPending() {
        var accepted = report(.error, [.pending, .unknown])
        for index in accepted.migrations.indices.prefix(1) {
            accepted.migrations[index].standings = accepted.migrations[index].standings.map { standing in
                var standing = standing
                standing.acceptance = Acceptance(pattern: "000.sql", reason: "by hand")
                return standing
            }
        }
        #expect(GateOutcome(accepted) == .undetermined)
    }
}
