import TestSupport
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardSystem

/// Every case of a repository is read by both: the answers are the same.
let bothBackends: [Repository.Backend] = [.libgit2, .plumbing]

extension TemporaryRepository {
    /// Opened as it is, or from another folder, or as a hook would with variables of git's.
    func opened(
        _ backend: Repository.Backend, at place: String? = nil, environment extra: [String: String] = [:]
    ) throws -> Repository {
        let place = place.map { $0.hasPrefix("/") ? $0 : "\(path)/\($0)" } ?? path
        let environment = environment.merging(extra) { _, given in given }
        return try Repository.open(at: place, environment: environment, backend: backend, run: Subprocess.run)
    }

    /// The changes by the merge of one branch into another, in short.
    func landing(
        _ backend: Repository.Backend, _ source: String = "feature", on target: String = "main"
    ) throws -> [String] {
        let repository = try opened(backend)
        guard let commit = try repository.commit(named: source) else { return ["no commit \(source)"] }
        return short(try repository.changes(landing: commit, on: try repository.commit(named: target)))
    }
}

/// One line per finding: `A path`, `M path`, `D path`, `C path` for a conflict, `S path` for a submodule, with `@` for
/// a symbolic link. The basis comes last where it is not shared history.
func short(_ changes: ChangeSet) -> [String] {
    let kinds: [Change.Kind: String] = [.added: "A", .modified: "M", .deleted: "D"]
    var lines = changes.changes.map { change in
        "\(kinds[change.kind] ?? "?")\(change.entry == .symbolicLink ? "@" : "") \(change.path.text)"
    }
    lines += changes.conflicts.map { "C \($0.text)" }
    lines += changes.submodules.map { "S \($0.text)" }
    if changes.basis != .sharedHistory { lines.append("\(changes.basis)") }
    return lines
}

func short(_ files: [UncommittedFile]) -> [String] {
    files.map { file in
        let state =
            switch file.state {
            case .workTree: "file"
            case .staged: "staged"
            case .deleted: "deleted"
            }
        return "\(state)\(file.kind == .symbolicLink ? "@" : file.kind == .submodule ? "/" : "") \(file.path.text)"
    }
}

func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
