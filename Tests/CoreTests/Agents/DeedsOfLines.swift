import Testing
import TreeGuardCore

/// What an agent's shell line would do that matters.
@Suite struct DeedsOfLines {
    private static let aliases = ["mm": "merge --no-ff", "land": "!git checkout main && git merge", "st": "status"]

    private func deeds(_ line: String) -> [String] {
        AgentDeed.all(in: line) { name, _ in Self.aliases[name] }.map(shown)
    }

    private func shown(_ deed: AgentDeed) -> String {
        switch deed {
        case .merge(let sources, let place): "merge \(sources.joined(separator: " "))\(shown(place))"
        case .placeBranch(let name, let revision, let place): "place \(name) at \(revision)\(shown(place))"
        case .deleteBranches(let names, let place): "delete \(names.joined(separator: " "))\(shown(place))"
        case .removeWorktree(let path, let place): "remove worktree \(path ?? "here")\(shown(place))"
        case .removeFolder(let path, let place): "remove \(path)\(shown(place))"
        case .write(let path, let place): "write \(path)\(shown(place))"
        case .trespass(let trespass): "trespass \(trespass)"
        case .unclear: "unclear"
        }
    }

    private func shown(_ place: AgentPlace) -> String {
        var text = place.isKnown ? "" : " somewhere"
        if !place.folders.isEmpty { text += " in " + place.folder(from: "/w", home: "/home/ada") }
        switch place.branch {
        case .asItIs: break
        case .switched(let name): text += " on \(name)"
        case .made(let name): text += " on new \(name)"
        case .detached: text += " detached"
        case .unknown: text += " on whatever"
        }
        return text
    }

    @Test(arguments: [
        ("git merge feature", "merge feature"),
        ("git merge --no-ff -m 'Bring it in' -X ours a b", "merge a b"),
        ("git merge", "merge @{upstream}"), ("git merge -", "merge @{-1}"),
        ("cd ../app && git merge feature", "merge feature in /w/../app"),
        ("cd ~/app; git -C sub merge feature", "merge feature in /home/ada/app/sub"),
        ("(cd ../app); git merge feature", "merge feature"),
        ("git checkout main && git merge feature", "merge feature on main"),
        ("git -C ../app switch main; git -C ../app merge x; git merge y", "merge x in /w/../app on main; merge y"),
        ("git checkout -b new && git merge x", "merge x on new new"),
        ("git switch --detach && git merge x", "merge x detached"),
        ("git checkout -- file && git merge x", "merge x"), ("git checkout main file && git merge x", "merge x"),
        ("git checkout $base && git merge x", "merge x on whatever"),
        ("FOO=1 command git --no-pager merge x", "merge x"), ("/usr/bin/git merge x", "merge x"),
        ("bash -lc 'cd a && git merge x'", "merge x in /w/a"), ("sh <<'E'\ngit merge x\nE", "merge x"),
        ("eval \"git merge x\"", "merge x"), ("timeout 60 nice -n 5 env A=b git merge x", "merge x"),
        ("echo $(git merge x)", "merge x"), ("true | git merge x", "merge x"), ("git mm x", "merge x"),
        ("git land x", "merge x on main"), ("cd \"$DIR\" && git merge x", "merge x somewhere"),
        ("GIT_DIR=/r/.git git merge x", "merge x somewhere"),
        ("git worktree remove --force ../feature", "remove worktree ../feature"),
        ("rm -rf ../feature build", "remove ../feature; remove build"),
        ("find . -name x -exec git branch -D feature {} \\;", "unclear"),
        ("git branch -D a b", "delete a b"), ("git branch -qd a", "delete a"), ("git branch -rd origin/a", ""),
        ("git branch -M feature main", "place main at feature"),
        ("git branch -f main feature", "place main at feature"),
        ("git branch -C main", "place main at HEAD"),
        ("echo x > .treeguard", "write .treeguard"),
        ("cd a && sed -i s/main/x/ .treeguard", "write .treeguard in /w/a"),
        ("git config -f .treeguard guard.protect none", "write .treeguard"),
    ])
    func whatIsCheckedIsFound(line: String, found: String) {
        #expect(deeds(line).joined(separator: "; ") == found)
    }

    @Test(arguments: [
        "treeguard allow --reason x", "/usr/local/bin/treeguard -C . allow", "sudo treeguard allow",
        "treeguard uninstall",
        "TREEGUARD_ALLOW=0123456:x git merge y", "export TREEGUARD_PRODUCTION_URL=postgresql://localhost/x",
        "env TREEGUARD_TTY=1 treeguard close x", "GIT_CONFIG_COUNT=1 git status", "GIT_CONFIG_GLOBAL=/tmp/x git status",
        "git -c core.hooksPath=/dev/null commit -m x", "git -c treeguard.onPending=warn push",
        "git --config-env=core.hookspath=X push", "git config core.hooksPath /dev/null",
        "git config --unset-all core.hookspath", "git config set treeguard.onPending warn",
        "git config --remove-section treeguard", "git config hook.treeguard.enabled false",
        "git commit --no-verify -m x", "git commit -anm x", "git push --no-veri", "git merge --no-verify --abort",
        "rm .git/hooks/pre-push", "chmod -x /r/.git/hooks/reference-transaction", "echo '{}' > .git/treeguard/allowed",
        "sed -i s/x/y/ .git/config", "bash -c 'treeguard allow --reason x'",
    ])
    func whatIsAPersonsIsRefused(line: String) {
        let first = deeds(line).first { $0.hasPrefix("trespass") }
        #expect(first != nil, "\(deeds(line))")
    }

    @Test(arguments: [
        "git merge $BRANCH", "git merge \"$(cat branch)\"", "$GIT merge x", "git $COMMAND x", "g=git; $g branch -D x",
        "eval \"git merge 'x\"", "git branch --list | xargs git branch -D", "git worktree remove $W",
        "git -c alias.x='!git merge' x y", "git merge 'unfinished", "git config $KEY value",
        "python3 -c 'import os; os.environ[\"TREEGUARD_ALLOW\"] = 1'",
    ])
    func whatNobodyCanTellIsRefused(line: String) {
        #expect(deeds(line).contains("unclear"), "\(deeds(line))")
    }

    @Test(arguments: [
        "git status", "git log --oneline -3", "git commit -m 'Explain core.hooksPath and --no-verify'", "git st",
        "git commit -am \"$(cat <<'E'\nDon't merge (yet): git branch -D \"x\nE\n)\"", "echo git merge feature",
        "grep -rn 'git worktree remove' docs", "git merge --abort", "git merge --continue", "git branch",
        "git branch -a",
        "git branch new", "git worktree list", "git worktree add ../x -b x", "git config --get core.hooksPath",
        "git config core.hooksPath", "git config user.name Ada", "git push -n origin x", "git merge-base a b",
        "treeguard check && treeguard close feature", "treeguard allow-list", "npm test 'unfinished", "rm build/x",
        "make -j2 CFLAGS=\"-O2\"", "GIT_PAGER=cat git diff", "cat .git/config .treeguard", "cp .treeguard /tmp/copy",
        "ls .git/hooks", "git log --grep='--no-verify'", "apt-get install git", "python3 -c 'print(\"git merge x\")'",
        "git commit -F - <<'E'\ngit merge x\nE", "gh pr view 3 | cat", "[ -d .git ] && echo 'git merge'",
        "git rm -r --cached x",
    ])
    func whatIsHarmlessPasses(line: String) {
        #expect(deeds(line) == [])
    }
}
