import EntryPaths
import Testing
import TreeGuardBase

/// A protected branch that is made anew brings all that it has beyond the default branch.
@Suite struct NewProtectedBranches {
    static let making = [
        "git branch release/9 $TOPIC", "git checkout -q -b release/9 $TOPIC",
        "git switch -q -c release/9 $TOPIC", "git worktree add -q -b release/9 ../nine $TOPIC",
        "git update-ref refs/heads/release/9 $TOPIC", "git fetch -q . $TOPIC:release/9",
        "git push -q . $TOPIC:release/9", "git push -q --no-verify . $TOPIC:release/9",
    ]

    @Test(arguments: making)
    func areJudged(command: String) throws {
        let walk = try RoadWalk()
        let output = walk.run(command)
        #expect(!output.succeeded)
        #expect(output.errorText.contains("0002_b.sql"), "\(output.errorText)")
        #expect(!walk.run("git rev-parse -q --verify release/9").succeeded)
        #expect(walk.run(command.replacing("../nine", with: "../ten"), database: "deployed").succeeded)
        #expect(walk.run("git rev-parse -q --verify release/9").succeeded)
    }

    @Test(arguments: making)
    func areFreeWhereTheyBringNoMigration(command: String) throws {
        let walk = try RoadWalk(topic: "plain")
        #expect(walk.run(command, database: "unreachable").succeeded)
        #expect(walk.starts == 0)
    }

    /// A migration that others published is not judged again; a later change of it is.
    @Test(arguments: [
        "git merge -q --no-edit edited", "git reset -q --hard edited", "git rebase -q edited",
        "git pull -q --no-rebase --no-edit . edited",
        "git checkout -q edited -- . && git commit -qm direct", "git push -q origin edited:main",
        "git push -q origin edited:release/9",
    ])
    func anEditOfAPublishedMigrationIsJudged(command: String) throws {
        let walk = try RoadWalk()
        try walk.prepare(
            """
            free push -q --no-verify ../remote.git feature:refs/heads/tmp
            git --git-dir ../remote.git update-ref refs/heads/main refs/heads/tmp; free fetch -q origin
            free checkout -q -b edited feature
            echo 'CREATE TABLE b (id int, more int);' >db/migrations/0002_b.sql; free commit -qam edited
            free checkout -q main
            """)
        #expect(walk.text(of: "git cat-file -t origin/main:db/migrations/0002_b.sql") == "blob\n")
        let branches = walk.branches()
        let output = walk.run(command, database: "deployed")
        #expect(!output.succeeded)
        #expect(output.errorText.contains("0002_b.sql"), "\(output.errorText)")
        #expect(walk.branches() == branches)
    }
}
