import TreeGuardBase
import TreeGuardMigrations

/// Reads a repository with git's own plumbing: always right, at one process per question (never one per file).
struct PlumbingReader: RepositoryReader {
    let git: GitProgram

    func layout() throws(GitError) -> RepositoryLayout {
        let flags = ["--is-shallow-repository", "--absolute-git-dir", "--git-common-dir"]
        // Without a working tree `--show-toplevel` fails, after the others were printed.
        let output = try git.output(["rev-parse"] + flags + ["--show-toplevel"], accepting: [0, 128])
        var lines = output.outputText.split(separator: "\n").map { String($0) }
        if lines.count < 3 { lines = try separately(flags) }
        // A line end in a path makes more lines than there are answers.
        if lines.count > 4 { lines = try separately(output.succeeded ? flags + ["--show-toplevel"] : flags) }
        guard lines.count >= 3 else { throw .unexpected(command: "rev-parse") }
        return RepositoryLayout(
            gitDirectory: resolved(lines[1]), commonDirectory: resolved(lines[2]),
            workTree: output.succeeded && lines.count > 3 ? resolved(lines[3]) : nil, isShallow: lines[0] == "true")
    }

    func mayHoldSettings(of section: String) -> Bool { true }

    private func separately(_ flags: [String]) throws(GitError) -> [String] {
        var lines: [String] = []
        for flag in flags { lines.append(try git.line(["rev-parse", flag]) ?? "") }
        return lines
    }

    private func resolved(_ path: String) -> String {
        resolvedPath(absolutePath(path, from: git.environment.folder))
    }

    func mergeBases(of one: ObjectID, and other: ObjectID) throws(GitError) -> [ObjectID] {
        let lines = try git.line(["merge-base", "--all", one.hex, other.hex]) ?? ""
        return lines.split(separator: "\n").map { ObjectID(hex: String($0)) }
    }

    func walkDifferences(
        from old: ObjectID?, to new: ObjectID, enters: (RepositoryPath) -> Bool, visit: (Difference) -> Bool
    ) throws(GitError) {
        guard let old else {
            for entry in try entries(of: new, under: "") where allEntered(entry.path, enters) {
                let difference = Difference(path: entry.path, old: nil, new: Entry(id: entry.id, kind: entry.kind))
                guard visit(difference) else { return }
            }
            return
        }
        // A submodule may be configured as ignored, and a diff would respect that.
        let options = ["-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none"]
        let output = try git.output(["diff-tree"] + options + [old.hex, new.hex])
        for difference in try RawDifferences(output.standardOutput, command: "diff-tree").differences
        where allEntered(difference.path, enters) {
            guard visit(difference) else { return }
        }
    }

    func entries(of tree: ObjectID, under path: RepositoryPath) throws(GitError) -> [TreeEntry] {
        var arguments = ["ls-tree", "-r", "-z", "--full-tree", tree.hex]
        // Arguments are text: a path that is not UTF-8 is searched in the full listing.
        if !path.bytes.isEmpty, Array(path.text.utf8) == path.bytes { arguments += ["--", path.text] }
        let output = try git.output(arguments)
        return try listedEntries(output.standardOutput).filter { $0.path == path || $0.path.isInside(path) }
    }

    func files(at path: RepositoryPath, in trees: [ObjectID]) throws(GitError) -> [ObjectID?] {
        guard !trees.isEmpty else { return [] }
        let names = trees.map { "\($0.hex):\(path.text)\n" }.joined()
        let output = try git.output(["cat-file", "--batch-check"], input: Array(names.utf8))
        let lines = output.outputText.split(separator: "\n")
        guard lines.count == trees.count else { throw .unexpected(command: "cat-file") }
        // Only the tree tells if the blob is a file or a link. Most trees have the same blob, so one tree for each blob
        // is read.
        var kinds: [ObjectID: ObjectID?] = [:]
        var found: [ObjectID?] = []
        for (tree, line) in zip(trees, lines) {
            let words = line.split(separator: " ")
            guard words.count == 3, words[1] == "blob" else {
                found.append(nil)
                continue
            }
            let blob = ObjectID(hex: String(words[0]))
            let known: ObjectID?
            if case .some(let seen) = kinds[blob] {
                known = seen
            } else {
                known = try entries(of: tree, under: path).first { $0.path == path && $0.kind == .file }?.id
                kinds[blob] = .some(known)
            }
            found.append(known)
        }
        return found
    }

    func contents(of blobs: [ObjectID]) throws(GitError) -> [ObjectID: [UInt8]] {
        guard !blobs.isEmpty else { return [:] }
        let names = blobs.map { $0.hex + "\n" }.joined()
        let output = try git.output(["cat-file", "--batch"], input: Array(names.utf8))
        return try batchedContents(output.standardOutput)
    }

    func name(ofBlob content: [UInt8]) throws(GitError) -> ObjectID {
        guard let name = try git.line(["hash-object", "--stdin", "--no-filters"], input: content) else {
            throw .unexpected(command: "hash-object")
        }
        return ObjectID(hex: name)
    }
}

/// True if every folder that contains the path is to be entered.
private func allEntered(_ path: RepositoryPath, _ enters: (RepositoryPath) -> Bool) -> Bool {
    let slashes = path.bytes.indices.filter { path.bytes[$0] == UInt8(ascii: "/") }
    return slashes.allSatisfy { enters(RepositoryPath(bytes: path.bytes[..<$0])) }
}
