import CGlibc
import Glibc
import TreeGuardCore

/// The memo file in `$GIT_COMMON_DIR/treeguard/`: two to four hooks run within one git command, and a person is asked
/// by the first of them only. The file is locked while the question is open, so that hooks that git runs side by side
/// wait for one answer.
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

    /// The answer that was given to this key within this git command; otherwise asks, and remembers it. An answer of
    /// nil is not remembered: nobody was asked.
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

/// A file that one process at a time may read and change (flock).
struct LockedFile: ~Copyable {
    private let file: Descriptor
    private let path: String
    let text: String

    static func holding<Result>(_ path: String, _ body: (borrowing LockedFile) throws -> Result) throws -> Result {
        let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw SystemError("open", path: path) }
        let file = Descriptor(owning: number)
        while flock(file.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError("flock", path: path) }
        }
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        return try body(LockedFile(file: file, path: path, text: text))
    }

    /// In place: a new file under the name would not be the one that the others wait for.
    func replace(_ text: String) throws(SystemError) {
        guard ftruncate(file.number, 0) == 0, lseek(file.number, 0, SEEK_SET) == 0 else {
            throw SystemError("ftruncate", path: path)
        }
        let number = writeFully(Array(text.utf8), to: file.number)
        guard number == 0 else { throw SystemError("write", path: path, number: number) }
    }
}

/// The processes above this one.
package enum ProcessAncestry {
    /// The git command that a hook belongs to. Where there is no /proc, the process group stands for it: a shell gives
    /// each command line one of its own.
    package static func gitCommand() -> CommandIdentity {
        CommandIdentity(ancestors: ancestors(of: getppid())) ?? CommandIdentity(process: getpgrp(), started: "")
    }

    /// From the nearest up to the first process of all.
    package static func ancestors(of process: Int32) -> [ProcessRecord] {
        var records: [ProcessRecord] = []
        var next = process
        while next > 0, records.count < 64, let bytes = try? Files.read("/proc/\(next)/stat"),
            let record = ProcessRecord(stat: String(decoding: bytes, as: UTF8.self))
        {
            records.append(record)
            next = record.parent
        }
        return records
    }
}
