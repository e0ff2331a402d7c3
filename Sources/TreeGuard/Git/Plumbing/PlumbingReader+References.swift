import TreeGuardCore

extension PlumbingReader {
    func head() throws(GitError) -> Head {
        let reference = try target(ofSymbolic: "HEAD")
        if case .some(.some(let commit)) = try commits(named: ["HEAD"]).first {
            guard let reference, reference.hasPrefix("refs/heads/") else { return .detached(commit) }
            return .branch(name: withoutPrefix("refs/heads/", reference), commit)
        }
        // A branch without a commit yet, or a commit that is not there?
        if let id = try git.line(["rev-parse", "--verify", "--quiet", "HEAD"]) { throw .objectMissing(id) }
        guard let reference else { throw .unexpected(command: "symbolic-ref") }
        return .unborn(name: withoutPrefix("refs/heads/", reference))
    }

    func commits(named names: [String]) throws(GitError) -> [Commit?] {
        // A line end would make two questions of one; no name that git knows has one.
        let questions = names.map { name in
            name.contains("\n") || name.isEmpty ? "HEAD^{blob}" : name
        }
        let input = questions.map { "\($0)^{commit}\n\($0)^{tree}\n" }.joined()
        let output = try git.output(["cat-file", "--batch-check"], input: Array(input.utf8))
        let lines = output.outputText.split(separator: "\n")
        guard lines.count == 2 * names.count else { throw .unexpected(command: "cat-file") }
        var found: [Commit?] = []
        for (index, name) in names.enumerated() {
            found.append(try commit(named: name, lines[2 * index], lines[2 * index + 1]))
        }
        return found
    }

    private func commit(named name: String, _ commit: Substring, _ tree: Substring) throws(GitError) -> Commit? {
        if commit.hasSuffix(" ambiguous") { throw .revisionAmbiguous(name) }
        if commit.hasSuffix(" missing") { return nil }
        if tree.hasSuffix(" missing") { throw .objectMissing("\(name)^{tree}") }
        let ids = [commit, tree].map { $0.split(separator: " ") }
        guard ids[0].count == 3, ids[0][1] == "commit", ids[1].count == 3, ids[1][1] == "tree" else {
            throw .unexpected(command: "cat-file")
        }
        return Commit(id: ObjectID(hex: String(ids[0][0])), tree: ObjectID(hex: String(ids[1][0])))
    }

    func target(ofSymbolic reference: String) throws(GitError) -> String? {
        try git.line(["symbolic-ref", "--quiet", reference])
    }

    func branchNames() throws(GitError) -> [String] {
        let names = try git.line(["for-each-ref", "--format=%(refname)", "refs/heads"]) ?? ""
        return names.split(separator: "\n").map { withoutPrefix("refs/heads/", String($0)) }.sorted()
    }

    func upstreamName(of branch: String) throws(GitError) -> String? {
        let name = try git.line(["for-each-ref", "--format=%(upstream)", "refs/heads/" + branch]) ?? ""
        return name.isEmpty ? nil : name
    }
}
