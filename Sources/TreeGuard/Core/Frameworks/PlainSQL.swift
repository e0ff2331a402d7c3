/// Numbered SQL files that people run in order, with no tool of which TreeGuard knows the ledger.
package struct PlainSQL: Framework {
    package let id = "plain"
    package let title = "plain SQL"

    package init() {}

    /// What differs is looked into, because tools that keep both ways in one file name it as plain SQL does.
    package func wanted(in folder: Folder) -> [WantedFile] {
        var places = PlainPlaces(folder)
        return folder.files.compactMap { file in
            guard file.differs, isSQL(file), PlainFile(file, &places).reasonToLeaveOut == nil else { return nil }
            return file.wanted
        }
    }

    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? {
        sequence.named?.ledger.map { PlainLedger($0, home: sequence.path) } ?? PlainRecord(home: sequence.path)
    }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        let (candidates, downs, leftOut) = sorted(folder)
        var reading = Reading(leftOut: leftOut)
        var counterparts: [RepositoryPath: RepositoryPath] = [:]
        let counterpartsAtHand = downs.isEmpty ? nil : PlainCounterparts(candidates)
        for down in downs {
            let up = counterpartsAtHand?.counterpart(of: down)
            reading.leftOut.append(LeftOut(down.file.path, .rollback(of: up?.file.path)))
            if let up {
                counterparts[up.file.path] = down.file.path
            } else if down.file.differs {
                reading.problems.append(.downWithoutUp(down.file.path))
            }
        }
        reading.migrations.reserveCapacity(candidates.count)
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

    private func isSQL(_ file: Folder.File) -> Bool { file.isInKnownFolder && file.fileExtension == "sql" }

    /// The SQL files of the folder: those that may be migrations, those that undo one, and the rest with the reason.
    private func sorted(_ folder: Folder) -> (candidates: [PlainFile], downs: [PlainFile], leftOut: [LeftOut]) {
        var candidates: [PlainFile] = []
        var downs: [PlainFile] = []
        var leftOut: [LeftOut] = []
        var places = PlainPlaces(folder)
        candidates.reserveCapacity(folder.files.count)
        for file in folder.files where isSQL(file) {
            let plain = PlainFile(file, &places)
            if let reason = plain.reasonToLeaveOut {
                leftOut.append(LeftOut(file.path, reason))
            } else if plain.isDown {
                downs.append(plain)
            } else {
                candidates.append(plain)
            }
        }
        // `106_rollback.sql` undoes `106_x.sql`; alone, it is a migration with an odd name.
        guard candidates.contains(where: \.isDownIfPaired) else { return (candidates, downs, leftOut) }
        let byNumber = Dictionary(grouping: candidates, by: \.numberInFolder)
        let paired = candidates.filter { $0.isDownOf(anyOf: byNumber[$0.numberInFolder] ?? []) }
        let isPaired = Set(paired.map(\.file.path))
        return (candidates.filter { !isPaired.contains($0.file.path) }, downs + paired, leftOut)
    }
}
