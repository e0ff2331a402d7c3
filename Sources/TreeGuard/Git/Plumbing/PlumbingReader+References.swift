import TreeGuardBase
import TreeGuardMigrations

extension PlumbingReader {
    func head() throws(GitError) -> Head {
        let reference = try target(ofSymbolic: "HEAD")
        if case .some(.some(let commit)) = try commits(named: ["HEAD"]).first {
            guard let reference, reference.hasPrefix("refs/heads/") else { return .detached(commit) }
            return .branch(name: withoutPrefix("refs/heads/", reference), commit)
        }
        // Tells a branch without a commit from a missing commit.
        if let id = try git.line(["rev-parse", "--verify", "--quiet", "HEAD"]) { throw .objectMissing(id) }
        guard let reference else { throw .unexpected(command: "symbolic-ref") }
        return .unborn(name: withoutPrefix("refs/heads/", reference))
    }

    func commits(named names: [String]) throws(GitError) -> [Commit?] {
        // This never resolves, because no commit is a blob: an impossible name gets the answer "none".
        let questions = names.map { canBeAsked($0) ? $0 : "HEAD^{blob}" }
        // The tree's id is read from the commit: asking for the tree would fetch it into a partial clone.
        let input = questions.map { $0 + "^{commit}\n" }.joined()
        let output = try git.output(["cat-file", "--batch"], input: Array(input.utf8))
        var records = Records(output.standardOutput, command: "cat-file")
        var found: [Commit?] = []
        for name in names { found.append(try commit(named: name, &records)) }
        return found
    }

    private func commit(named name: String, _ records: inout Records) throws(GitError) -> Commit? {
        let line = try records.text(until: UInt8(ascii: "\n"))
        if line.hasSuffix(" missing") { return nil }
        if line.hasSuffix(" ambiguous") { throw .revisionAmbiguous(name) }
        let fields = line.split(separator: " ")
        guard fields.count == 3, fields[1] == "commit", let size = Int(fields[2]) else {
            throw .unexpected(command: "cat-file")
        }
        let text = try records.bytes(size)
        _ = try records.bytes(1)
        let tree = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard tree.hasPrefix("tree ") else { throw .unexpected(command: "cat-file") }
        return Commit(id: ObjectID(hex: String(fields[0])), tree: ObjectID(hex: withoutPrefix("tree ", tree)))
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
