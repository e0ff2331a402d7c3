import TreeGuardBase
import TreeGuardIncoming

/// An answer given within one git command, so that nobody is asked twice. A line of the memo file.
package struct Memo: Sendable, Hashable {
    /// The longest time that an answer counts, in seconds.
    package static let lifetime: Int64 = 120

    package var command: CommandIdentity
    /// The subject of the question: target, and the exact set of migrations.
    package var key: String
    package var answer: String
    package var time: Timestamp

    package init(command: CommandIdentity, key: String, answer: String, time: Timestamp) {
        self.command = command
        self.key = key
        self.answer = answer
        self.time = time
    }

    package func isCurrent(at now: Timestamp) -> Bool {
        let age = now.secondsSinceEpoch - time.secondsSinceEpoch
        // A clock that was set back must not make an answer last for ever.
        return age >= 0 && age < Memo.lifetime
    }

    package var line: String {
        "\(Word(command.description)) \(Word(key)) \(Word(answer)) \(time.secondsSinceEpoch)\n"
    }

    package init?(line: some StringProtocol) {
        let words = line.split(separator: " ")
        guard words.count == 4, let command = Word.read(words[0]), let key = Word.read(words[1]),
            let answer = Word.read(words[2]), let time = Int64(words[3])
        else { return nil }
        let parts = command.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let process = Int32(parts[0]) else { return nil }
        self.init(
            command: CommandIdentity(process: process, started: String(parts[1])), key: key, answer: answer,
            time: Timestamp(secondsSinceEpoch: time))
    }
}
