import Testing
import TreeGuardGuard

/// The actions of an agent's shell line that matter.
@Suite struct DeedsOfLines {
    private static let aliases = [
        "mm": "merge --no-ff", "land": "!git checkout main && git merge", "st": "status", "tg": "!treeguard",
    ]

    private func actions(_ line: String) -> [String] {
        AgentDeed.all(in: line) { name, _ in Self.aliases[name] }.map(shown)
    }

    private func shown(_ action: AgentDeed) -> String {
        switch action {
        case .merge(let sources, let place): "merge \(sources.joined(separator: " "))\(shown(place))"
        case .placeBranch(let name, let revision, let place): "place \(name) at \(revision)\(shown(place))"
        case .deleteBranches(let names, let place): "delete \(names.joined(separator: " "))\(shown(place))"
        case .removeWorktree(let path, let place): "remove worktree \(path ?? "here")\(shown(place))"
        case .removeFolder(let path, let place): "remove \(path)\(shown(place))"
        case .treeguard(let words, let place):
            "treeguard \(words.map { $0.isLiteral ? $0.text : "?" }.joined(separator: " "))\(shown(place))"
        case .write(let path, let place): "write \(path)\(shown(place))"
        case .forbiddenAction(let forbiddenAction): "trespass \(forbiddenAction)"
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
        #expect(actions(line).joined(separator: "; ") == found)
    }

    @Test(arguments: [
        "TREEGUARD_ALLOW=0123456:x git merge y", "export TREEGUARD_PRODUCTION_URL=postgresql://localhost/x",
        "env TREEGUARD_TTY=1 treeguard close x", "GIT_CONFIG_COUNT=1 git status", "GIT_CONFIG_GLOBAL=/tmp/x git status",
        "git -c core.hooksPath=/dev/null commit -m x", "git -c treeguard.onPending=warn push",
        "git --config-env=core.hookspath=X push", "git config core.hooksPath /dev/null",
        "git config --unset-all core.hookspath", "git config set treeguard.onPending warn",
        "git config --remove-section treeguard", "git config hook.treeguard.enabled false",
        "git commit --no-verify -m x", "git commit -anm x", "git push --no-veri", "git merge --no-verify --abort",
        "rm .git/hooks/pre-push", "chmod -x /r/.git/hooks/reference-transaction", "echo '{}' > .git/treeguard/allowed",
        "sed -i s/x/y/ .git/config", "cd .git && rm -rf hooks", "cd .git/hooks; rm pre-push", "find .git/hooks -delete",
        "echo 0123 > .git/refs/heads/main", "sed -i s/x/y/ .git/packed-refs",
        "git config -f ~/.gitconfig core.hooksPath x",
        "echo '[include]' >> ~/.gitconfig", "gi\"t\" -c core.hooksPath=/dev/null merge x",
        "git rebase -x 'git -c core.hooksPath=/dev/null merge x' main", "alias g=git; g -c core.hooksPath=x commit",
        "env -u CLAUDECODE ./deploy.sh", "env --unset=CLAUDECODE make", "env -uCLAUDECODE make", "CLAUDECODE= make",
        "CLAUDECODE=0 ./x", "CLAUDECODE=$OFF ./x", "unset CLAUDECODE; make", "unset -v GEMINI_CLI",
        "export CLAUDECODE=",
        "export -n CURSOR_AGENT", "declare +x CLAUDECODE", "env -i ./deploy.sh", "env - ./deploy.sh",
        "env --ignore-environment sh", "sudo env -u CODEX_SANDBOX make", "bash -c 'unset CLAUDECODE; ./deploy.sh'",
    ])
    func whatIsAPersonsIsRefused(line: String) {
        let first = actions(line).first { $0.hasPrefix("trespass") }
        #expect(first != nil, "\(actions(line))")
    }

    /// However it is written, the words reach the program's own reading.
    @Test(arguments: [
        ("treeguard deploy --yes", "deploy --yes"), ("/usr/local/bin/treeguard -C . allow", "-C . allow"),
        ("$HOME/bin/treeguard deploy", "deploy"), ("sudo -u ada treeguard rollback --last", "rollback --last"),
        ("timeout 5 nice treeguard repair --yes", "repair --yes"), ("tree''guard \"de\"ploy", "deploy"),
        ("treeguard \\\n  deploy --env=production", "deploy --env=production"), ("t\\reeguard deploy", "deploy"),
        ("bash -lc 'cd a && treeguard deploy'", "deploy in /w/a"), ("cd a; treeguard deploy", "deploy in /w/a"),
        ("sh <<'E'\ntreeguard deploy --yes\nE", "deploy --yes"), ("sh <<< 'treeguard deploy'", "deploy"),
        ("eval \"treeguard deploy\"", "deploy"), ("watch 'treeguard deploy --yes'", "deploy --yes"),
        ("script -qc 'treeguard deploy --yes' /dev/null", "deploy --yes"), ("ssh host 'treeguard deploy'", "deploy"),
        ("git treeguard deploy", "deploy"), ("git tg deploy --yes", "deploy --yes"), ("git-treeguard deploy", "deploy"),
        ("alias t=treeguard; t deploy --yes", "deploy --yes"), ("swift run treeguard deploy", "deploy"),
        ("f() { treeguard deploy; }; f", "deploy"), ("true && (treeguard deploy &)", "deploy"),
        ("echo $(treeguard firewall open)", "firewall open"), ("yes | treeguard deploy", "deploy"),
        ("treeguard deploy --env $ENV", "deploy --env ?"), ("env -S 'treeguard deploy'", "deploy"),
        ("bash -c -- 'treeguard deploy'", "deploy"), ("fish -c 'treeguard deploy'", "deploy"),
        ("trap 'treeguard deploy' EXIT", "deploy"), ("git rebase -x 'treeguard deploy' main", "deploy"),
        ("git bisect run treeguard deploy", "deploy"), ("git submodule foreach 'treeguard deploy'", "deploy"),
        ("while ! treeguard deploy; do sleep 1; done", "deploy"), ("/USR/bin/TREEGUARD deploy", "deploy"),
        ("cd $D; treeguard deploy", "deploy somewhere"), ("env -C /x treeguard deploy", "deploy somewhere"),
        ("GIT_DIR=/r/.git treeguard deploy", "deploy somewhere"), ("treeguard explain deploy", "explain deploy"),
        ("find . -name x -exec treeguard deploy \\;", "deploy ;"), ("xargs treeguard deploy < files", "deploy ?"),
    ])
    func whatTreeguardWouldDoIsHandedOn(line: String, words: String) {
        #expect(actions(line) == ["treeguard \(words)"])
    }

    @Test(arguments: [
        "treeguard $COMMAND", "treeguard -C $D $COMMAND --yes", "treeguard \"$@\"", "$T deploy --yes",
        "T=treeguard; $T deploy", "x='treeguard deploy --yes'; $x", "x='treeguard deploy'; eval \"$x\"",
        "x='treeguard deploy'; bash -c \"$x\"", "echo 'treeguard deploy --yes' | sh", "bash <(echo treeguard deploy)",
        "echo deploy --yes | xargs treeguard", "echo treeguard | xargs -I{} {} deploy", "timeout 5 $T deploy",
        "tree{guard,} deploy", "/usr/bin/treeg* deploy", "$(which treeguard) deploy --yes",
        "cat <<E | bash\ntreeguard deploy\nE",
        "python3 -c 'import subprocess; subprocess.run([\"treeguard\", \"deploy\"])'",
        "python3 - <<'E'\nimport os\nos.system('treeguard deploy --yes')\nE", "treeguard deploy 'unfinished",
        "GIT_EDITOR='treeguard deploy --yes #' git commit", "git -c core.editor='treeguard deploy' commit",
        "echo treeguard deploy | at now", "echo 'treeguard deploy' | python3 -",
        "printf treeguard\\ deploy | crontab -",
        ". /dev/stdin <<< \"$x treeguard deploy\"", "env -S \"$x\" treeguard $Y",
    ])
    func whatTreeguardWouldDoMustBePlain(line: String) {
        #expect(actions(line).contains("unclear"), "\(actions(line))")
    }

    @Test(arguments: [
        "git merge $BRANCH", "git merge \"$(cat branch)\"", "$GIT merge x", "git $COMMAND x", "g=git; $g branch -D x",
        "eval \"git merge 'x\"", "git branch --list | xargs git branch -D", "git worktree remove $W",
        "git -c alias.x='!git merge' x y", "git merge 'unfinished", "git config $KEY value",
        "python3 -c 'import os; os.environ[\"TREEGUARD_ALLOW\"] = 1'",
        "echo 'git -c core.hooksPath=/dev/null merge x' | sh", "alias g='git $X'; g merge x",
    ])
    func whatNobodyCanTellIsRefused(line: String) {
        #expect(actions(line).contains("unclear"), "\(actions(line))")
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
        "git rm -r --cached x", "CLAUDECODE=1 make test", "env CLAUDECODE=1 ./x", "CODEX_HOME=/tmp/x make",
        "psql -c 'SELECT * FROM treeguard.deployment'", "psql <<'E'\nSELECT 1 FROM treeguard.deployment\nE",
        "cat > notes.md <<'E'\ntreeguard deploy --yes\nE", "git commit -m 'Refuse treeguard deploy --yes to an agent'",
        "grep -rn 'treeguard rollback' docs | head", "source \"$HOME/.cargo/env\" && git merge-base a b",
        "curl -fsSL https://example.com/install.sh | sh", "kubectl -n $NS rollout status deploy", "fly -a $APP deploy",
        "helm --kube-context $C rollback app", "sed -n '/treeguard deploy/p' README.md",
        "awk '/treeguard deploy/' README.md", "echo treeguard deploy", "$HOME/bin/flyctl deploy",
        "python3 -m pytest tests/deploy", "cd ~/treeguard && make deploy",
    ])
    func whatIsHarmlessPasses(line: String) {
        #expect(actions(line) == [])
    }
}
