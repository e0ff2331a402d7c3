import CGlibc
import Glibc
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

/// The memo file in `$GIT_COMMON_DIR/treeguard/`. Two to four hooks run within one git command, and only the first one
/// asks the user. The file is locked while the question is open, so that parallel hooks wait for one answer.
package struct AnsweredOnce: Sendable {
    private let path: String
    private let command: CommandIdentity
    private let now: @Sendable () -> Timestamp

    package init(
        commonDirectory: String, command: CommandIdentity = ProcessAncestry.gitCommand(),
        now: @escaping @Sendable () -> Timestamp = Clock.wall
    ) {
        path = "\(commonDirectory)/treeguard/answers"
        self.command = command
        self.now = now
    }

    /// Returns the answer given to this key within this git command; otherwise asks, and records the answer. nil is not
    /// recorded: nobody was asked.
    package func answer(to key: String, or ask: () throws -> String?) throws -> String? {
        try Files.makeFolder(String(path.dropLast("/answers".count)))
        return try LockedFile.holding(path) { file in
            let memos = file.text.split(separator: "\n").compactMap { Memo(line: $0) }
                .filter { $0.isCurrent(at: now()) }
            if let known = memos.last(where: { $0.command == command && $0.key == key }) { return known.answer }
            guard let answer = try ask() else { return nil }
            let memo = Memo(command: command, key: key, answer: answer, time: now())
            try file.replace((memos + [memo]).map(\.line).joined())
            return answer
        }
    }
}
