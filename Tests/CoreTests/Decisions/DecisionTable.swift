import TestSupport
import Testing
import TreeGuardCore

/// What the gate does, for every response of the team, every standing, with and without a person.
@Suite struct DecisionTable {
    private static let cells:
        [(response: Config.Response, standing: GateStanding, alone: Decision, withPerson: Decision)] = [
            (.warn, .clear, .proceed, .proceed), (.prompt, .clear, .proceed, .proceed),
            (.block, .clear, .proceed, .proceed), (.warn, .pending, .warn, .warn), (.prompt, .pending, .stop, .ask),
            (.block, .pending, .stop, .stop), (.warn, .unreachable, .warn, .warn), (.prompt, .unreachable, .stop, .ask),
            (.block, .unreachable, .stop, .stop), (.warn, .undetermined, .warn, .warn),
            (.prompt, .undetermined, .stop, .ask), (.block, .undetermined, .stop, .stop),
            (.warn, .skipped, .stop, .stop), (.prompt, .skipped, .stop, .stop), (.block, .skipped, .stop, .stop),
        ]

    @Test func everyCellIsFilled() {
        #expect(Self.cells.count == Config.Response.allCases.count * GateStanding.allCases.count)
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

    @Test func eachTroubleHasItsOwnResponse() {
        let policy = Policy(onPending: .block, onUnreachable: .warn)
        #expect(policy.decision(on: .pending, hasPerson: true) == .stop)
        #expect(policy.decision(on: .unreachable, hasPerson: true) == .warn)
        #expect(policy.decision(on: .undetermined, hasPerson: true) == .stop)
    }

    private static let failed = EnvironmentReport.Access.failed(
        Failure(.connectionTimedOut, what: "production could not be asked", why: "it did not answer", next: "wait"))

    private func report(
        _ verdict: Verdict, _ states: [MigrationState], access: EnvironmentReport.Access = .notAsked
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
        #expect(GateStanding(report(.safe, [.applied])) == .clear)
        #expect(GateStanding(report(.needsMigration, [.pending])) == .pending)
        #expect(GateStanding(report(.partialMigration, [.pending, .skipped])) == .skipped)
        #expect(GateStanding(report(.error, [.unknown], access: Self.failed)) == .unreachable)
        #expect(GateStanding(report(.error, [.unknown])) == .undetermined)
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
}
