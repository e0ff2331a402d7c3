import TreeGuardBase

/// The record of a blocked git command, which `treeguard allow` reads.
package struct BlockRecord: Sendable, Hashable {
    package var set: MigrationSet
    /// The commit that would have landed, if it was one.
    package var commit: String?
    package var time: Timestamp
    /// The files, for people.
    package var paths: [String]

    package init(_ set: MigrationSet, commit: String?, time: Timestamp, paths: [String]) {
        self.set = set
        self.commit = commit
        self.time = time
        self.paths = paths
    }

    package var line: String {
        let words = [set.target, set.digest, commit ?? ""] + paths
        return "\(time.secondsSinceEpoch) " + words.map { Word($0).description }.joined(separator: " ") + "\n"
    }

    package init?(line: some StringProtocol) {
        let words = String(line).split(separator: " ")
        guard words.count >= 4, let time = Int64(words[0]), let target = Word.read(words[1]),
            let digest = Word.read(words[2]), let commit = Word.read(words[3])
        else { return nil }
        self.init(
            MigrationSet(target: target, digest: digest), commit: commit.isEmpty ? nil : commit,
            time: Timestamp(secondsSinceEpoch: time), paths: words.dropFirst(4).compactMap { Word.read($0) })
    }
}
