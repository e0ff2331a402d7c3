import CGit2
import TreeGuardMigrations

extension LibGit2Reader {
    func head() throws(GitError) -> Head {
        let present = try Handle<ReferenceTag>.ifPresent("git_repository_head", absences: [GIT_EUNBORNBRANCH]) {
            git_repository_head(&$0, pointer)
        }
        guard let head = present else {
            guard let name = try target(ofSymbolic: "HEAD") else { throw .last("git_repository_head", -1) }
            return .unborn(name: withoutPrefix("refs/heads/", name))
        }
        let object = try Handle<ObjectTag>("git_reference_peel") {
            git_reference_peel(&$0, head.pointer, GIT_OBJECT_COMMIT)
        }
        let commit = try Commit(borrowing: object.pointer)
        guard git_repository_head_detached(pointer) == 0, git_reference_is_branch(head.pointer) == 1,
            let name = git_reference_name(head.pointer)
        else { return .detached(commit) }
        return .branch(name: withoutPrefix("refs/heads/", String(cString: name)), commit)
    }

    func commits(named names: [String]) throws(GitError) -> [Commit?] {
        var found: [Commit?] = []
        for name in names { found.append(canBeAsked(name) ? try commit(named: name) : nil) }
        return found
    }

    private func commit(named name: String) throws(GitError) -> Commit? {
        var made: OpaquePointer?
        let code = git_revparse_single(&made, pointer, name)
        if code == GIT_EAMBIGUOUS.rawValue { throw .revisionAmbiguous(name) }
        let present = try Handle<ObjectTag>.ifPresent(
            "git_revparse_single", absences: [GIT_ENOTFOUND, GIT_EINVALIDSPEC, GIT_EPEEL]
        ) {
            $0 = made
            return code
        }
        guard let object = present else { return nil }
        let peeled = try Handle<ObjectTag>.ifPresent("git_object_peel", absences: [GIT_EINVALIDSPEC, GIT_EPEEL]) {
            git_object_peel(&$0, object.pointer, GIT_OBJECT_COMMIT)
        }
        guard let commit = peeled else { return nil }
        return try Commit(borrowing: commit.pointer)
    }

    func target(ofSymbolic reference: String) throws(GitError) -> String? {
        let present = try Handle<ReferenceTag>.ifPresent(
            "git_reference_lookup", absences: [GIT_ENOTFOUND, GIT_EINVALIDSPEC]
        ) {
            git_reference_lookup(&$0, pointer, reference)
        }
        guard let found = present else { return nil }
        return git_reference_symbolic_target(found.pointer).map { String(cString: $0) }
    }

    func branchNames() throws(GitError) -> [String] {
        let branches = try Handle<BranchesTag>("git_branch_iterator_new") {
            git_branch_iterator_new(&$0, pointer, GIT_BRANCH_LOCAL)
        }
        var names: [String] = []
        var kind = GIT_BRANCH_LOCAL
        while true {
            let present = try Handle<ReferenceTag>.ifPresent("git_branch_next", absences: [GIT_ITEROVER]) {
                git_branch_next(&$0, &kind, branches.pointer)
            }
            guard let branch = present else { return names.sorted() }
            guard let name = git_reference_name(branch.pointer) else { continue }
            names.append(withoutPrefix("refs/heads/", String(cString: name)))
        }
    }

    func upstreamName(of branch: String) throws(GitError) -> String? {
        var name = git_buf()
        defer { git_buf_dispose(&name) }
        let code = git_branch_upstream_name(&name, pointer, "refs/heads/" + branch)
        if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
        guard code == 0, let characters = name.ptr else { throw .last("git_branch_upstream_name", code) }
        return String(cString: characters)
    }
}

func withoutPrefix(_ prefix: String, _ name: String) -> String {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
}
