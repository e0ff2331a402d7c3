import EntryPaths
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Merges that are let through, on whose word, and their records.
@Suite struct DecisionsAtTheGate {
    @Test func aBranchIsKeptWhileNothingElseHasItsMigrations() throws {
        let walk = try RoadWalk()
        try walk.prepare("free branch twin feature")
        for (command, kept) in [
            ("git branch -D feature", "feature"), ("git update-ref -d refs/heads/feature", "feature"),
            // What the other name meant before would be lost.
            ("git branch -M plain twin", "twin"),
        ] {
            let output = walk.run(command)
            #expect(!output.succeeded, "\(command)")
            #expect(
                output.errorText.contains("not deleted: \(kept) has migrations that no protected branch has"),
                "\(output.errorText)")
        }
        #expect(walk.run("git rev-parse -q --verify plain").succeeded)
        // Under another name it is still there, unless that name is protected.
        #expect(walk.run("git branch -m feature release/9").errorText.contains("0002_b.sql"))
        #expect(walk.run("git branch -m feature other && git branch -m other feature").succeeded)
        #expect(walk.run("git branch -M feature plain", database: "unreachable").succeeded)
        #expect(walk.run("git branch -m plain feature && git branch plain main").succeeded)
        #expect(walk.run("git branch -D plain", database: "unreachable").succeeded)
        #expect(walk.run("git merge -q feature && git branch -d feature", database: "deployed").succeeded)
    }

    @Test func whatOthersHavePublishedIsNotJudgedAgain() throws {
        let walk = try RoadWalk()
        try walk.prepare("free push -q --no-verify ../remote.git feature:refs/heads/tmp")
        #expect(walk.run("git --git-dir ../remote.git update-ref refs/heads/main refs/heads/tmp").succeeded)
        for command in ["git pull -q --ff-only", "git reset -q --hard origin/main", "git branch -D feature"] {
            let output = walk.run(command, database: "unreachable")
            #expect(output.succeeded, "\(output.errorText)")
        }
        #expect(walk.hasLanded(.here))
        #expect(walk.starts == 0)
    }

    @Test func aPersonsWordHoldsForWhatWasStopped() throws {
        let walk = try RoadWalk()
        #expect(!walk.run("git merge -q feature").succeeded)
        #expect(!walk.treeguard("allow").succeeded)
        #expect(walk.treeguard("allow --reason 'by hand'").succeeded)
        #expect(walk.run("git merge -q --no-ff --no-edit feature").succeeded)
        let note = walk.text(of: "git log -1 --notes=treeguard main")
        #expect(note.contains("let through: allowed by A Person <person@example.com>: by hand"), "\(note)")
        let audit = try walk.folder.read("repository/.git/treeguard/audit.jsonl")
        for event in ["stopped", "allowed", "overridden"] { #expect(audit.contains("\"event\":\"\(event)\"")) }
        let status = try JSON.parse(walk.treeguard("status --format json").standardOutput)["overrides"]
        #expect(status?["standing"]?.elements?.first?["reason"] == "by hand")
        #expect(status?["used"]?.elements?.map { $0["event"]?.string } == ["overridden"])
        #expect(walk.treeguard("status").outputText.contains("used      merge into main at "))
        // Another set is another question.
        try walk.prepare("echo 'CREATE TABLE c (id int);' >db/migrations/0003_c.sql; free add -A")
        #expect(!walk.run("git commit -qm more").succeeded)
    }

    @Test func aVariableHoldsForOneCommit() throws {
        let walk = try RoadWalk()
        let commit = String(walk.text(of: "git rev-parse feature").prefix(10))
        #expect(!walk.run("git merge -q feature", adding: ["TREEGUARD_ALLOW": "0123456:why"]).succeeded)
        let unbound = walk.run("git merge -q feature", adding: ["TREEGUARD_ALLOW": "because"])
        #expect(unbound.errorText.contains("counts for nothing"))
        #expect(
            walk.run("git merge -q --no-ff --no-edit feature", adding: ["TREEGUARD_ALLOW": "\(commit):why"]).succeeded)
    }

    @Test func theTeamMaySwitchOverridesOffAndWarnOnly() throws {
        let walk = try RoadWalk()
        try walk.prepare("free config -f .treeguard guard.allowOverride false; free commit -qam strict")
        let output = walk.run("git merge -q --no-edit feature")
        #expect(!output.errorText.contains("override:"))
        #expect(!walk.treeguard("allow --reason anyway").succeeded)
        try walk.prepare("free config -f .treeguard guard.onPending warn; free commit -qam loose")
        let warned = walk.run("git merge -q --no-edit feature")
        #expect(warned.succeeded)
        #expect(warned.errorText.contains("0002_b.sql"))
        #expect(walk.text(of: "git log -1 --notes=treeguard").contains("let through: warned only"))
    }

    @Test func productionOutOfReachStopsWithoutAPerson() throws {
        let walk = try RoadWalk()
        let output = walk.run("git merge -q feature", database: "unreachable")
        #expect(!output.succeeded)
        #expect(output.errorText.contains("could not be asked"))
        try walk.prepare("free config -f .treeguard guard.onUnreachable warn; free commit -qam loose")
        #expect(walk.run("git merge -q --no-edit feature", database: "unreachable").succeeded)
    }

    @Test func theVerdictIsNotedOnWhatLanded() throws {
        let walk = try RoadWalk()
        #expect(walk.run("git merge -q --no-ff --no-edit feature", database: "deployed").succeeded)
        let note = walk.treeguard("show main").outputText
        #expect(note.hasPrefix("verdict: SAFE\nenvironment: production SAFE\ntime: "), "\(note)")
        #expect(!walk.treeguard("show main~1").succeeded)
        // One question, asked of production once: at ORIG_HEAD, pre-merge-commit and the branch.
        #expect(walk.starts == 5)
    }

    @Test func aRefusalIsFiveToEightPlainLines() throws {
        let walk = try RoadWalk()
        let text = walk.run("git merge -q feature").errorText
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("fatal:") }
        #expect((5...8).contains(lines.count), "\(text)")
        #expect(text.utf8.allSatisfy { $0 < 0x7F })
    }
}
