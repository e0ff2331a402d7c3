/// Numbered SQL files that people run in order, with no tool of which TreeGuard knows the ledger.
package struct PlainSQL: Framework {
    package let id = "plain"
    package let title = "plain SQL"

    package init() {}

    /// What differs is looked into, because tools that keep both ways in one file name it as plain SQL does.
    package func wanted(in folder: Folder) -> [WantedFile] {
        sorted(folder).candidates.filter(\.file.differs).map(\.file.wanted)
    }

    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? {
        sequence.named?.ledger.map { PlainLedger($0, home: sequence.path) }
    }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        let (candidates, downs, leftOut) = sorted(folder)
        var reading = Reading(leftOut: leftOut)
        var counterparts: [RepositoryPath: RepositoryPath] = [:]
        for down in downs {
            let up = down.counterpart(among: candidates)
            reading.leftOut.append(LeftOut(down.file.path, .rollback(of: up?.file.path)))
            if let up {
                counterparts[up.file.path] = down.file.path
            } else if down.file.differs {
                reading.problems.append(.downWithoutUp(down.file.path))
            }
        }
        for candidate in candidates {
            var migration = candidate.migration(framework: id, down: counterparts[candidate.file.path])
            if candidate.file.differs {
                look(into: &migration, of: candidate.file, named: folder.named, contents)
            }
            reading.migrations.append(migration)
        }
        return reading
    }

    /// Hands a file with another tool's marks to that tool, which is not supported: both ways in one file would cancel
    /// out, and nothing would seem to be missing.
    private func look(
        into migration: inout Migration, of file: Folder.File, named: MigrationFolder?, _ contents: FileContents
    ) {
        guard let bytes = contents[file.wanted] else {
            migration.notes.append(.unreadable)
            return
        }
        let isNamedPlain = named?.framework == id
        if let tool = ToolMark.first(in: bytes, onlyWayDown: isNamedPlain) {
            migration.identity.framework = tool
            migration.notes.append(.frameworkNotSupported)
        }
    }

    /// The SQL files of the folder: those that may be migrations, those that undo one, and the rest with the reason.
    private func sorted(_ folder: Folder) -> (candidates: [PlainFile], downs: [PlainFile], leftOut: [LeftOut]) {
        var candidates: [PlainFile] = []
        var downs: [PlainFile] = []
        var leftOut: [LeftOut] = []
        let neighbours = Set(folder.files.flatMap { $0.relative.dropLast().map { $0.lowercased() } })
        for file in folder.files where file.isInKnownFolder && file.fileExtension == "sql" {
            let plain = PlainFile(file)
            if let reason = plain.reasonToLeaveOut(in: folder, neighbours) {
                leftOut.append(LeftOut(file.path, reason))
            } else if plain.isDown {
                downs.append(plain)
            } else {
                candidates.append(plain)
            }
        }
        // `106_rollback.sql` undoes `106_x.sql`; alone, it is a migration with an odd name.
        let byNumber = Dictionary(grouping: candidates, by: \.numberInFolder)
        let paired = candidates.filter { $0.isDownOf(anyOf: byNumber[$0.numberInFolder] ?? []) }
        let isPaired = Set(paired.map(\.file.path))
        return (candidates.filter { !isPaired.contains($0.file.path) }, downs + paired, leftOut)
    }
}

/// One SQL file with its name taken apart.
struct PlainFile {
    let file: Folder.File
    let name: PlainName
    /// The folders between the home and the file, in lower case.
    let folders: [String]

    init(_ file: Folder.File) {
        self.file = file
        name = PlainName(stem: file.stem)
        folders = file.relative.dropLast().map { $0.lowercased() }
    }

    var sequence: RepositoryPath { file.path.folder }
    var isInRollbackFolder: Bool { folders.contains { PlainFile.rollbackFolders.contains($0) } }
    var isDown: Bool { name.direction == .down || isInRollbackFolder }

    /// Folder and number: files that share it may belong together.
    var numberInFolder: Position {
        Position(numbers: name.numbers, suffix: name.suffix, name: sequence.text)
    }

    static let rollbackFolders: Set<String> = [
        "down", "downs", "rollback", "rollbacks", "revert", "reverts", "undo", "rolled_back",
    ]

    func migration(framework: String, down: RepositoryPath?) -> Migration {
        Migration(
            path: file.path, identity: .init(framework: framework, key: name.key), version: name.version,
            name: name.name, sequence: sequence, position: name.position, content: file.content, down: down,
            notes: name.isNumbered ? [] : [.orderIsAGuess])
    }

    /// Whether a word at the end (`_rollback`, `_down`) means that the file undoes one of those beside it.
    func isDownOf(anyOf others: [PlainFile]) -> Bool {
        guard case .downIfPaired(let base) = name.direction else { return false }
        return others.contains { other in
            guard other.file.path != file.path else { return false }
            if case .downIfPaired = other.name.direction { return false }
            return isNameless(base) || other.name.name == base || other.name.name == base + "_up"
                || other.name.name == base + "-up"
        }
    }

    /// `106_rollback`: the number is all that the name says.
    private func isNameless(_ base: String) -> Bool { name.isNumbered && base.isEmpty }

    /// The migration that this file undoes: beside it, or beside its folder.
    func counterpart(among candidates: [PlainFile]) -> PlainFile? {
        let around = Set([sequence, sequence.folder])
        let near = candidates.filter { around.contains($0.sequence) || around.contains($0.sequence.folder) }
        if name.isNumbered {
            let same = near.filter { $0.name.position.hasSameNumber(as: name.position) }
            return same.first { $0.sequence == sequence && $0.name.name == name.name }
                ?? same.first { $0.name.name == name.name } ?? same.first { $0.sequence == sequence } ?? same.first
        }
        return near.first { $0.name.name == name.name }
    }
}
