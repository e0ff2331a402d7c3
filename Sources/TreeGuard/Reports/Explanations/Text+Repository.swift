// What is wrong with the repository, before anybody is asked.
extension Explanation.Text {
    static let notARepository = Explanation.Text(
        "This folder is in no git repository, so there is nothing to compare.",
        because: [
            "The command was started somewhere else than meant.",
            "The worktree's main repository was moved: its .git file points to where it was.",
        ],
        so: ["cd into the repository, or name it: treeguard -C PATH check.", "A moved worktree: git worktree repair."])

    static let revisionUnknown = Explanation.Text(
        "The source that was named is no branch, tag or commit of this repository.",
        because: [
            "The name is misspelled, or the branch was deleted.",
            "The branch is only on the server so far, or the clone is shallow and does not have the commit.",
        ],
        so: ["git fetch, then name it as git does: feature, origin/feature, or a commit."],
        example: "treeguard check --source origin/feature")

    static let targetUnknown = Explanation.Text(
        "There is no branch that would receive the change: none was named, or the one named does not exist here.",
        because: [
            "The repository's default branch has another name than main or master, and no remote says which it is.",
            "The clone has one branch only (--depth, --single-branch). In continuous integration TreeGuard fetches the "
                + "target itself; the remote refused, or could not be reached.",
        ],
        so: [
            "Name it: treeguard check --target BRANCH, or guard.protect in .treeguard.",
            "In CI, let the job keep its credentials for git, or fetch the branch in a step before. docs/ci.md has "
                + "whole examples.",
        ],
        example: "git fetch --depth=1 origin main:refs/remotes/origin/main")

    static let changeNotCheckedOut = Explanation.Text(
        "The CI job checked out the target branch and not the change, so there is nothing to compare.",
        because: [
            "The workflow runs on pull_request_target, for which actions/checkout takes the base branch unless it is "
                + "told otherwise."
        ],
        so: [
            "Let the workflow run on pull_request.",
            "Where it must be pull_request_target: check out refs/pull/NUMBER/merge, and run nothing of what is in it.",
        ],
        example: "git fetch --depth=1 origin refs/pull/12/merge && git checkout --detach FETCH_HEAD")

    static let repositoryUnreadable = Explanation.Text(
        "git's data could not be read here, so nobody can say which migrations would come in.",
        because: [
            "Some of its files are another user's: git was run with sudo in it.",
            "An object is damaged, a disk is full, or another program is rewriting the repository.",
        ],
        so: ["git fsck, or git status: git's own message often says more.", "Then run treeguard check again."])

    static let objectMissing = Explanation.Text(
        "git knows of a file or commit that is not on this machine, and could not fetch it.",
        because: [
            "The clone is partial (--filter=blob:none) and the server cannot be reached.",
            "The clone is shallow, and what it must be compared with lies further back.",
        ],
        so: ["Fetch what is missing, then run treeguard check again."],
        example: """
            git fetch --unshallow
            git fetch --refetch --no-filter
            """)

    static let gitMissing = Explanation.Text(
        "The program git is not to be found, and what was asked cannot be done without it.",
        because: ["It is not installed, or not in PATH: editors and services often start with a short one."],
        so: ["Install git, or set PATH."], example: "apt install git")

    static let gitTooOld = Explanation.Text(
        "The git installed here cannot do what this repository needs.",
        because: ["The repository uses a newer format (sha256, reftable), or the merge is not to be made in memory."],
        so: ["Install a newer git; git --version says which one this is."])

    static let fileUnreadable = Explanation.Text(
        "A file that must be read could not be: a migration, a ledger's journal, or an env file.",
        because: [
            "Its rights keep this user out, or it is a link to nowhere.",
            "It is kept by Git LFS and only its pointer is here.",
        ],
        so: ["The message names the file. Make it readable, then run treeguard check again."],
        example: "git lfs pull")

    static let worktreeNotClosed = Explanation.Text(
        "treeguard close met something that stands in the way, and left it as it was.",
        because: [
            "Something in the worktree is not committed, is locked, or is still at work there: your own shell, too.",
            "The merge would conflict, or the target is checked out somewhere with changes of its own.",
            "It is the main worktree, no branch is checked out in it, or a rebase in it is not finished.",
        ],
        so: [
            "The message names it, and the command that clears it. Then close again: what is done already is not "
                + "done twice."
        ],
        example: "cd .. && treeguard close feature")

    static let mergeRefused = Explanation.Text(
        "treeguard close had git merge the branch, and git, or a hook of yours, refused.",
        because: [
            "A hook of the repository said no.", "The commit could not be signed.",
            "An untracked file in the target's worktree is in the way of one that would come in.",
        ],
        so: ["git's own words are in the message. The target is where it was. Mend it, then close again."])

    static let repositoryNotTrusted = Explanation.Text(
        "The repository belongs to another user, and git does not read such a one unless told that it is safe.",
        because: ["It was cloned by root or by another user.", "A container mounts a folder of its host."],
        so: ["Take it over, or tell git that this folder is safe."],
        example: "git config --global --add safe.directory /path/to/repository")
}
