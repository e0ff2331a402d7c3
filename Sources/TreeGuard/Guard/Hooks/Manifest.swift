import TreeGuardBase
import TreeGuardDeployments

/// The changes of `treeguard install` and the state before them: all that `treeguard uninstall` needs.
package struct Manifest: Sendable, Hashable {
    /// One changed file, with the digest of the text that we wrote.
    package struct Entry: Sendable, Hashable {
        package enum Before: Sendable, Hashable {
            case nothing
            /// A hook, kept unchanged under another name in the same folder.
            case kept(at: String)
            /// A text, copied with its mode.
            case copied(to: String, mode: UInt32)
        }

        package var path: String
        package var before: Before
        package var digest: String
        /// Our lines in the text; empty if the whole file is ours.
        package var lines: [String]

        package init(path: String, before: Before, digest: String, lines: [String] = []) {
            self.path = path
            self.before = before
            self.digest = digest
            self.lines = lines
        }
    }

    package var entries: [Entry]
    /// The folders that were created, the outermost first.
    package var folders: [String]
    package var branches: [String]
    package var program: String

    package init(entries: [Entry] = [], folders: [String] = [], branches: [String] = [], program: String = "") {
        self.entries = entries
        self.folders = folders
        self.branches = branches
        self.program = program
    }

    /// Records a file. The state before the first write stays recorded.
    package mutating func remember(_ entry: Entry) {
        guard let index = entries.firstIndex(where: { $0.path == entry.path }) else {
            entries.append(entry)
            return
        }
        entries[index].digest = entry.digest
        entries[index].lines += entry.lines.filter { !entries[index].lines.contains($0) }
        if case .nothing = entries[index].before { entries[index].before = entry.before }
    }

    private static let heading = "treeguard manifest 1"

    /// The text of the file: a line for each fact, words separated by spaces.
    package var text: String {
        var lines = [Manifest.heading, "program \(Word(program))"]
        lines += branches.map { "protect \(Word($0))" }
        lines += folders.map { "folder \(Word($0))" }
        lines += entries.map { entry in
            let known = "\(Word(entry.path)) \(entry.digest)"
            let ours = entry.lines.map { " \(Word($0))" }.joined()
            return switch entry.before {
            case .nothing: "wrote \(known)\(ours)"
            case .kept(let kept): "kept \(known) \(Word(kept))"
            case .copied(let copy, let mode): "copied \(known) \(Word(copy)) \(String(mode, radix: 8))\(ours)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads the file; nil if it is not a manifest of ours, so that the former state is unknown.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        guard let first = lines.first, first.joined(separator: " ") == Manifest.heading else { return nil }
        self.init()
        for words in lines.dropFirst() {
            guard words.count >= 2, let value = Word.read(words[1]) else { return nil }
            switch (words[0], words.count) {
            case ("program", 2): program = value
            case ("protect", 2): branches.append(value)
            case ("folder", 2): folders.append(value)
            case ("wrote", 3...):
                guard let lines = Manifest.texts(words[3...]) else { return nil }
                entries.append(Entry(path: value, before: .nothing, digest: words[2], lines: lines))
            case ("kept", 4):
                guard let kept = Word.read(words[3]) else { return nil }
                entries.append(Entry(path: value, before: .kept(at: kept), digest: words[2]))
            case ("copied", 5...):
                guard let copy = Word.read(words[3]), let mode = UInt32(words[4], radix: 8),
                    let lines = Manifest.texts(words[5...])
                else { return nil }
                entries.append(
                    Entry(path: value, before: .copied(to: copy, mode: mode), digest: words[2], lines: lines))
            default: return nil
            }
        }
    }

    private static func texts(_ words: ArraySlice<String>) -> [String]? {
        let texts = words.compactMap { Word.read($0) }
        return texts.count == words.count ? texts : nil
    }
}
