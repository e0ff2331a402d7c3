extension EntryPath {
    static let pushing = [
        push("fast-forward", "git push -q origin main"),
        push("--force", "git push -q --force origin main", after: "free commit -q --amend -m again"),
        push("of a new branch", "git push -q origin main:release/1", landing: .remote(branch: "release/1")),
        push("HEAD:main", "git push -q origin HEAD:main"),
        push("of a commit to main", "git push -q origin \"$(git rev-parse main):main\""),
        push("of a tag to main", "git push -q origin v1:main", after: "free tag v1"),
        push("of several branches", "git push -q origin other main", after: "free branch other HEAD^"),
        push("--all", "git push -q --all origin"),
        push("--mirror", "git push -q --mirror origin"),
        push("--follow-tags", "git push -q --follow-tags origin main", after: "free tag -a -m one v1"),
        push("by URL", "git push -q ../remote.git main"),
        push("over a tip that is not here", "git push -q --force origin main", after: others("main")),
        push("by URL, over a tip that is not here", "git push -q --force ../remote.git main", after: others("main")),
        push(
            "over a branch that was never here", "git push -q --force origin main:release/1",
            after: others("main:release/1"), landing: .remote(branch: "release/1")),
        push(
            "to an empty remote", "git push -q ../empty.git main", after: "free init -q --bare ../empty.git",
            landing: .nowhere, isFreeWithoutMigrations: false),
        push(
            "of 4,000 branches", "git push -q ../remote.git 'refs/heads/*'",
            // Half of them are new and half of them move. Written into the one file at once: to make them one by one
            // would take longer than all the rest.
            after: """
                pack() {
                    { echo '# pack-refs with: peeled fully-peeled sorted '
                      seq -w 4000 | sed -n "$2s|^|$(git rev-parse "$3") refs/heads/t/|p"; } >"$1/packed-refs"
                }
                pack "$(git rev-parse --git-common-dir)" '' main; pack ../remote.git 'n;' main^
                """),
    ]

    /// Somebody else's commit on the other side, never fetched.
    private static func others(_ refspec: String) -> String {
        """
        free clone -q ../remote.git ../elsewhere; echo other >../elsewhere/other.txt
        free -C ../elsewhere add -A; free -C ../elsewhere commit -qm other
        free -C ../elsewhere push -q origin \(refspec)
        """
    }

    private static func push(
        _ name: String, _ command: String, after prepare: String = "", landing: Landing = .remote(branch: "main"),
        isFreeWithoutMigrations: Bool = true
    ) -> EntryPath {
        EntryPath(
            "push \(name)", command, after: "free merge -q $TOPIC" + (prepare.isEmpty ? "" : "\n" + prepare), .push,
            landing: landing, isFreeWithoutMigrations: isFreeWithoutMigrations)
    }

    static let unseen = [
        EntryPath("branch -C", "git branch -C $TOPIC main", after: "free checkout -q --detach", .later),
        EntryPath("core.hooksPath=/dev/null", "git -c core.hooksPath=/dev/null merge -q $TOPIC", .later),
        EntryPath(
            "a file written by another library",
            "git rev-parse $TOPIC >\"$(git rev-parse --git-path refs/heads/main)\"",
            after: "free checkout -q --detach", .later),
    ]
}
