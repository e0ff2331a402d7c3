extension Road {
    /// Every road that TreeGuard knows of.
    package static let all = merging + pulling + rebasing + picking + committing + moving + pushing + unseen

    private static let merging = [
        Road("merge, fast-forward", "git merge -q $TOPIC", .mergeStart),
        Road("merge --no-ff", "git merge -q --no-ff --no-edit $TOPIC", .mergeStart),
        Road("merge of what has diverged", "git merge -q --no-edit $TOPIC", after: "diverge", .mergeStart),
        Road("merge --no-verify", "git merge -q --no-ff --no-edit --no-verify $TOPIC", .mergeStart),
        Road("merge --squash", "git merge -q --squash $TOPIC", .mergeStart, landing: .nowhere),
        Road(
            "merge --squash, then commit", "git commit -qm squashed", after: "free merge -q --squash $TOPIC", .commit),
        Road("merge --no-commit", "git merge -q --no-ff --no-commit $TOPIC", .mergeStart, landing: .nowhere),
        Road(
            "merge --no-commit, then commit", "git commit -q --no-edit",
            after: "free merge -q --no-ff --no-commit $TOPIC", .commit),
        Road(
            "merge, octopus", "git merge -q --no-edit other $TOPIC",
            after: "free branch other; free checkout -q other; diverge; free checkout -q main", .mergeStart),
        Road(
            "merge with conflicts", "git merge -q --no-edit $TOPIC || git commit -qam solved", after: "clash",
            .mergeStart),
        Road(
            "merge with conflicts, then commit", "git commit -q --no-edit", after: "clash; free merge -q $TOPIC; solve",
            .commit),
        Road("merge --continue", "git merge --continue", after: "clash; free merge -q $TOPIC; solve", .commit),
    ]

    private static let pulling = [
        Road(
            "pull, fast-forward", "git pull -q --ff-only origin $TOPIC", after: "free push -q origin $TOPIC",
            .mergeStart),
        Road(
            "pull --no-rebase", "git pull -q --no-rebase --no-edit origin $TOPIC",
            after: "diverge; free push -q origin $TOPIC", .mergeStart),
        Road(
            "pull --rebase", "git pull -q --rebase origin $TOPIC", after: "diverge; free push -q origin $TOPIC", .branch
        ),
    ]

    private static let rebasing = [
        Road("rebase", "git rebase -q $TOPIC", after: "diverge", .branch),
        Road("rebase, fast-forward", "git rebase -q $TOPIC", .branch),
        Road("rebase --apply", "git rebase -q --apply $TOPIC", after: "diverge", .branch),
        Road("rebase --interactive", "git rebase -q --interactive $TOPIC", after: "diverge", .branch),
        Road(
            "rebase --rebase-merges", "git rebase -q -r $TOPIC",
            after: "free checkout -q -b side; diverge; free checkout -q main; free merge -q --no-ff --no-edit side",
            .branch
        ),
        Road("rebase --continue", "git rebase --continue", after: "clash; free rebase -q $TOPIC; solve", .branch),
    ]

    private static let picking = [
        Road("cherry-pick", "git cherry-pick $TOPIC", after: "diverge", .branch),
        Road("cherry-pick --ff", "git cherry-pick --ff $TOPIC", .branch),
        Road(
            "cherry-pick --no-commit, then commit", "git commit -qm picked", after: "free cherry-pick -n $TOPIC",
            .commit),
        Road(
            "cherry-pick --continue", "git cherry-pick --continue", after: "clash; free cherry-pick $TOPIC; solve",
            .commit),
        Road(
            "revert of a revert", "git revert --no-edit HEAD",
            after: "free merge -q $TOPIC; free revert --no-edit HEAD", .branch),
        Road("am", "git am -q ../patch", after: "free format-patch -1 --stdout $TOPIC >../patch", .branch),
        Road(
            "am -3", "git am -q -3 ../patch", after: "diverge; free format-patch -1 --stdout $TOPIC >../patch", .branch),
    ]

    private static let committing = [
        Road("commit", "git commit -qm direct", after: take, .commit),
        Road("commit --no-verify", "git commit -q --no-verify -m direct", after: take, .branch),
        Road("commit --amend", "git commit -q --amend --no-edit", after: "diverge; " + take, .commit),
        Road("commit -a", "git commit -qam all", after: take, .commit),
        Road("commit -- path", "git commit -qm path -- .", after: take, .commit),
        Road(
            "stash pop, then commit", "git commit -qm popped",
            after: take + "; free stash -q; free stash pop -q --index", .commit),
    ]

    private static let take = "free checkout -q $TOPIC -- ."
    private static let away = "free checkout -q --detach"

    private static let moving = [
        Road("reset --hard", "git reset -q --hard $TOPIC", .branch),
        Road("reset --soft", "git reset -q --soft $TOPIC", .branch),
        Road("reset", "git reset -q $TOPIC", .branch),
        Road("branch -f", "git branch -f main $TOPIC", after: away, .branch),
        // git tells of the branch that goes, not of the one that it becomes.
        Road("branch -M", "git branch -M $TOPIC main", after: away, .branch),
        Road("checkout -B", "git checkout -q -B main $TOPIC", after: away, .branch),
        Road("switch -C", "git switch -q -C main $TOPIC", after: away, .branch),
        Road("fetch . $TOPIC:main", "git fetch -q . $TOPIC:main", after: away, .branch),
        Road(
            "fetch of a bundle", "git fetch -q ../bundle $TOPIC:main",
            after: "\(away); free bundle create -q ../bundle $TOPIC", .branch),
        Road("push . $TOPIC:main", "git push -q . $TOPIC:main", after: away, .push),
        Road("push --no-verify . $TOPIC:main", "git push -q --no-verify . $TOPIC:main", after: away, .branch),
        Road("update-ref", "git update-ref refs/heads/main $TOPIC", after: away, .branch),
        Road(
            "update-ref --stdin", "echo update refs/heads/main $TOPIC | git update-ref --stdin", after: away, .branch),
        Road(
            "fast-import",
            "printf 'reset refs/heads/main\\nfrom %s\\n' \"$(git rev-parse $TOPIC)\" | git fast-import --quiet",
            after: away, .branch),
    ]
}
