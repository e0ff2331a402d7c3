extension EntryPath {
    /// Every road that TreeGuard knows of.
    package static let all = merging + pulling + rebasing + picking + committing + moving + pushing + unseen

    private static let merging = [
        EntryPath("merge, fast-forward", "git merge -q $TOPIC", .mergeStart),
        EntryPath("merge --no-ff", "git merge -q --no-ff --no-edit $TOPIC", .mergeStart),
        EntryPath("merge of what has diverged", "git merge -q --no-edit $TOPIC", after: "diverge", .mergeStart),
        EntryPath("merge --no-verify", "git merge -q --no-ff --no-edit --no-verify $TOPIC", .mergeStart),
        EntryPath("merge --squash", "git merge -q --squash $TOPIC", .mergeStart, landing: .nowhere),
        EntryPath(
            "merge --squash, then commit", "git commit -qm squashed", after: "free merge -q --squash $TOPIC", .commit),
        EntryPath("merge --no-commit", "git merge -q --no-ff --no-commit $TOPIC", .mergeStart, landing: .nowhere),
        EntryPath(
            "merge --no-commit, then commit", "git commit -q --no-edit",
            after: "free merge -q --no-ff --no-commit $TOPIC", .commit),
        EntryPath(
            "merge, octopus", "git merge -q --no-edit other $TOPIC",
            after: "free branch other; free checkout -q other; diverge; free checkout -q main", .mergeStart),
        EntryPath(
            "merge with conflicts", "git merge -q --no-edit $TOPIC || git commit -qam solved", after: "clash",
            .mergeStart),
        EntryPath(
            "merge with conflicts, then commit", "git commit -q --no-edit", after: "clash; free merge -q $TOPIC; solve",
            .commit),
        EntryPath("merge --continue", "git merge --continue", after: "clash; free merge -q $TOPIC; solve", .commit),
    ]

    private static let pulling = [
        EntryPath(
            "pull, fast-forward", "git pull -q --ff-only origin $TOPIC", after: "free push -q origin $TOPIC",
            .mergeStart),
        EntryPath(
            "pull --no-rebase", "git pull -q --no-rebase --no-edit origin $TOPIC",
            after: "diverge; free push -q origin $TOPIC", .mergeStart),
        EntryPath(
            "pull --rebase", "git pull -q --rebase origin $TOPIC", after: "diverge; free push -q origin $TOPIC", .branch
        ),
    ]

    private static let rebasing = [
        EntryPath("rebase", "git rebase -q $TOPIC", after: "diverge", .branch),
        EntryPath("rebase, fast-forward", "git rebase -q $TOPIC", .branch),
        EntryPath("rebase --apply", "git rebase -q --apply $TOPIC", after: "diverge", .branch),
        EntryPath("rebase --interactive", "git rebase -q --interactive $TOPIC", after: "diverge", .branch),
        EntryPath(
            "rebase --rebase-merges", "git rebase -q -r $TOPIC",
            after: "free checkout -q -b side; diverge; free checkout -q main; free merge -q --no-ff --no-edit side",
            .branch
        ),
        EntryPath("rebase --continue", "git rebase --continue", after: "clash; free rebase -q $TOPIC; solve", .branch),
    ]

    private static let picking = [
        EntryPath("cherry-pick", "git cherry-pick $TOPIC", after: "diverge", .branch),
        EntryPath("cherry-pick --ff", "git cherry-pick --ff $TOPIC", .branch),
        EntryPath(
            "cherry-pick --no-commit, then commit", "git commit -qm picked", after: "free cherry-pick -n $TOPIC",
            .commit),
        EntryPath(
            "cherry-pick --continue", "git cherry-pick --continue", after: "clash; free cherry-pick $TOPIC; solve",
            .commit),
        EntryPath(
            "revert of a revert", "git revert --no-edit HEAD",
            after: "free merge -q $TOPIC; free revert --no-edit HEAD", .branch),
        EntryPath("am", "git am -q ../patch", after: "free format-patch -1 --stdout $TOPIC >../patch", .branch),
        EntryPath(
            "am -3", "git am -q -3 ../patch", after: "diverge; free format-patch -1 --stdout $TOPIC >../patch", .branch),
    ]

    private static let committing = [
        EntryPath("commit", "git commit -qm direct", after: take, .commit),
        EntryPath("commit --no-verify", "git commit -q --no-verify -m direct", after: take, .branch),
        EntryPath("commit --amend", "git commit -q --amend --no-edit", after: "diverge; " + take, .commit),
        EntryPath("commit -a", "git commit -qam all", after: take, .commit),
        EntryPath("commit -- path", "git commit -qm path -- .", after: take, .commit),
        EntryPath(
            "stash pop, then commit", "git commit -qm popped",
            after: take + "; free stash -q; free stash pop -q --index", .commit),
    ]

    private static let take = "free checkout -q $TOPIC -- ."
    private static let away = "free checkout -q --detach"

    private static let moving = [
        EntryPath("reset --hard", "git reset -q --hard $TOPIC", .branch),
        EntryPath("reset --soft", "git reset -q --soft $TOPIC", .branch),
        EntryPath("reset", "git reset -q $TOPIC", .branch),
        EntryPath("branch -f", "git branch -f main $TOPIC", after: away, .branch),
        // git tells of the branch that goes, not of the one that it becomes.
        EntryPath("branch -M", "git branch -M $TOPIC main", after: away, .branch),
        EntryPath("checkout -B", "git checkout -q -B main $TOPIC", after: away, .branch),
        EntryPath("switch -C", "git switch -q -C main $TOPIC", after: away, .branch),
        EntryPath("fetch . $TOPIC:main", "git fetch -q . $TOPIC:main", after: away, .branch),
        EntryPath(
            "fetch of a bundle", "git fetch -q ../bundle $TOPIC:main",
            after: "\(away); free bundle create -q ../bundle $TOPIC", .branch),
        EntryPath("push . $TOPIC:main", "git push -q . $TOPIC:main", after: away, .push),
        EntryPath("push --no-verify . $TOPIC:main", "git push -q --no-verify . $TOPIC:main", after: away, .branch),
        EntryPath("update-ref", "git update-ref refs/heads/main $TOPIC", after: away, .branch),
        EntryPath(
            "update-ref --stdin", "echo update refs/heads/main $TOPIC | git update-ref --stdin", after: away, .branch),
        EntryPath(
            "fast-import",
            "printf 'reset refs/heads/main\\nfrom %s\\n' \"$(git rev-parse $TOPIC)\" | git fast-import --quiet",
            after: away, .branch),
    ]
}
