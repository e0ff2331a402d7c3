import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// A repository with a commit for each file that runs, each on top of the one before, and one beside them for each file
/// that does not.
///
/// Every file is plain SQL there, under a number and nothing else: neither a name nor a ledger helps to judge it.
struct History: Sendable {
    let repository: TemporaryRepository
    private let files: [MigrationFile]
    private var positions: [String: Int] = [:]

    /// - Parameter runnable: indices of the files that run, in their order
    init(_ files: [MigrationFile], runnable: [Int]) throws {
        self.files = files
        repository = try TemporaryRepository()
        for index in files.indices { positions[History.path(of: index)] = index }
        let input = History.stream(files, runnable)
        let git = Command(
            "git", ["fast-import", "--quiet"], in: repository.path, environment: repository.environment,
            standardInput: input, deadline: .seconds(600))
        let output = Subprocess.run(git)
        guard output.succeeded else { throw ProgramFailed(command: git, result: output) }
    }

    /// The index of the file that is at this path in the repository.
    func file(at path: String) -> Int? { positions[path] }

    /// The commit that has so many of the files that run.
    static func state(_ count: Int) -> String { count == 0 ? "refs/heads/main" : "refs/evidence/\(count)" }

    /// The commit that has, besides those that run before it, a file that does not run.
    static func trial(of index: Int) -> String { "refs/trials/\(index)" }

    private static func path(of index: Int) -> String {
        let digits = String(index + 1)
        return "migrations/\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).sql"
    }

    private static let configuration =
        "[guard]\n\ttarget = main\n[migrations \"migrations\"]\n\tframework = plain\n\ttransaction = file\n"

    private static func stream(_ files: [MigrationFile], _ runnable: [Int]) -> [UInt8] {
        var stream = commit(state(0), from: nil, ".treeguard", Array(configuration.utf8))
        var count = 0
        for (index, file) in files.enumerated() {
            let runs = count < runnable.count && runnable[count] == index
            stream += commit(
                runs ? state(count + 1) : trial(of: index), from: state(count), path(of: index), file.sql)
            if runs { count += 1 }
        }
        return stream
    }

    private static func commit(_ ref: String, from parent: String?, _ path: String, _ content: [UInt8]) -> [UInt8] {
        let head = [
            "commit \(ref)", "committer Ada <ada@example.com> 1700000000 +0000", "data 0",
            parent.map { "from \($0)" }, "M 100644 inline \(path)", "data \(content.count)", "",
        ]
        return Array(head.compactMap(\.self).joined(separator: "\n").utf8) + content + [UInt8(ascii: "\n")]
    }
}
