import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardReports
import TreeGuardVerdicts

/// The steps of closing a worktree, for everything that may be found.
@Suite struct ClosingPlans {
    private static let ready = ClosingFacts(
        place: ClosingFacts.Place(path: "/w/feature"), branch: "feature", target: "main",
        targetPlace: ClosingFacts.TargetPlace(path: "/w/main"))

    private func facts(_ change: (inout ClosingFacts) -> Void) -> ClosingFacts {
        var facts = Self.ready
        change(&facts)
        return facts
    }

    private func stop(
        _ wishes: ClosingPlan.Wishes = ClosingPlan.Wishes(), _ change: (inout ClosingFacts) -> Void
    ) -> ClosingStop? {
        do throws(ClosingStop) {
            _ = try ClosingPlan(facts(change), wishes)
            return nil
        } catch { return error }
    }

    @Test func aWorktreeInOrderIsMergedRemovedAndItsBranchDeleted() throws {
        let plan = try ClosingPlan(Self.ready)
        #expect(plan == ClosingPlan(merges: true, unlocks: false, removes: true, deletesBranch: true))
    }

    @Test func whatIsMergedIsNotMergedAgain() throws {
        let plan = try ClosingPlan(facts { $0.isMerged = true })
        #expect(plan == ClosingPlan(merges: false, unlocks: false, removes: true, deletesBranch: true))
    }

    @Test func ofARemovedWorktreeOnlyTheBranchIsLeft() throws {
        let left = facts { ($0.place, $0.isMerged) = (nil, true) }
        #expect(
            try ClosingPlan(left) == ClosingPlan(merges: false, unlocks: false, removes: false, deletesBranch: true))
        #expect(stop { $0.place = nil } == .branchUnmerged("feature", target: "main"))
    }

    @Test func theBranchStaysWhereThePersonSaysSoOrNothingElseHasItsCommits() throws {
        #expect(try !ClosingPlan(Self.ready, .init(keepsBranch: true)).deletesBranch)
        let unmerged = try ClosingPlan(Self.ready, .init(merges: false))
        #expect(unmerged == ClosingPlan(merges: false, unlocks: false, removes: true, deletesBranch: false))
        #expect(try ClosingPlan(facts { $0.isMerged = true }, .init(merges: false)).deletesBranch)
    }

    @Test func aLockOfTreeGuardsOwnIsOpenedAndAnotherStops() throws {
        let ours = facts { $0.place?.lock = WorktreeLock(reason: "treeguard: close it with treeguard close") }
        #expect(try ClosingPlan(ours).unlocks)
        #expect(
            stop { $0.place?.lock = WorktreeLock(reason: "on a stick") }
                == .locked("/w/feature", reason: "on a stick"))
        #expect(stop { $0.place?.lock = WorktreeLock(reason: nil) } == .locked("/w/feature", reason: nil))
    }

    private static let me = ClosingFacts.Occupant(process: 7, name: "bash", isCaller: true)

    private static let stops: [(ClosingStop, @Sendable (inout ClosingFacts) -> Void)] = [
        (.mainWorktree("/w/feature"), { $0.place?.isMain = true }),
        (.detached("/w/feature"), { $0.branch = nil }),
        (.isTarget("main"), { $0.branch = "main" }),
        (.targetNotLocal("main"), { $0.hasLocalTarget = false }),
        (.inUse("/w/feature", [me]), { $0.place?.occupants = [me] }),
        (
            .unfinished("/w/feature", operation: "rebase"),
            {
                $0.branch = nil
                $0.place?.unfinished = "rebase"
            }
        ),
        (.uncommitted("/w/feature", ["a"]), { $0.place?.uncommitted = ["a"] }),
        (.submodules("/w/feature"), { $0.place?.hasSubmodules = true }),
        (.gone("/w/feature", branch: "feature"), { $0.place?.isGone = true }),
        (.targetUncommitted("/w/main", ["b"]), { $0.targetPlace?.uncommitted = ["b"] }),
        (.targetUnfinished("/w/main", operation: "merge"), { $0.targetPlace?.unfinished = "merge" }),
        (
            .notFastForward("/w/feature", branch: "feature", target: "main"),
            { ($0.fastForward, $0.canFastForward) = (.only, false) }
        ),
        (.conflicts(["c"], in: "/w/feature", branch: "feature", target: "main"), { $0.conflicts = ["c"] }),
    ]

    @Test(arguments: stops.indices)
    func thisStops(index: Int) {
        let (expected, change) = Self.stops[index]
        #expect(stop(ClosingPlan.Wishes(), change) == expected)
        let failure = expected.failure
        #expect(failure.code == .worktreeNotClosed && !failure.why.isEmpty && !failure.next.isEmpty)
    }

    /// Without a merge, faults of the target do not matter; possible losses still do.
    @Test(arguments: stops.indices)
    func withoutAMergeOnlyTheWorktreeItselfCounts(index: Int) {
        let (expected, change) = Self.stops[index]
        let isAboutMerging =
            switch expected {
            case .targetNotLocal, .targetUncommitted, .targetUnfinished, .notFastForward, .conflicts: true
            default: false
            }
        #expect(stop(.init(merges: false), change) == (isAboutMerging ? nil : expected))
    }

    @Test func theShellOfTheCallerIsToldToGoElsewhere() {
        let other = ClosingFacts.Occupant(process: 9, name: "vim")
        #expect(ClosingStop.inUse("/w", [other, Self.me]).failure.next == "cd elsewhere, then treeguard close /w")
        #expect(ClosingStop.inUse("/w", [other]).failure.why == "at work in /w: vim (9)")
    }

    @Test func ofManyFilesFiveAreNamed() {
        let stop = ClosingStop.uncommitted("/w", (1...9).map { "f\($0)" })
        #expect(stop.failure.why == "not committed in /w: f1, f2, f3, f4, f5 and 4 more")
    }

    @Test(arguments: [
        (nil, nil, FastForwardRule.whenPossible), ("true", nil, .whenPossible), ("false", nil, .never),
        ("only", nil, .only), ("ONLY", "--log  --no-ff", .never), ("false", "--ff-only", .only),
        ("only", "--ff", .whenPossible),
    ])
    func aBranchsOptionsComeBeforeTheRepositorys(mergeFF: String?, options: String?, rule: FastForwardRule) {
        #expect(FastForwardRule(mergeFF: mergeFF, branchOptions: options) == rule)
    }

    @Test func theSynopsisSaysWhatWasDone() {
        let report = ClosingReport(
            branch: "feature", target: "main", verdict: .safe, migrations: 1,
            merge: .fastForwarded(from: "1111111", to: "2222222"), removed: "/w/feature", discarded: [".env"],
            deletedAt: "2222222")
        #expect(
            report.page(.plain, .brief) == """
                feature -> main

                  checked  1 migration, SAFE
                  merged   fast-forward, 1111111..2222222
                  removed  /w/feature
                  with it  .env (ignored by git)
                  deleted  branch feature (was 2222222)

                [ok] CLOSED

                """)
        #expect(
            report.json.line == """
                {"closed":true,"branch":"feature","target":"main","verdict":"SAFE","migrations":1,\
                "merge":{"how":"fast-forward","from":"1111111","to":"2222222"},"removed":"/w/feature",\
                "discarded":[".env"],"deletedAt":"2222222"}
                """)
    }
}
