import TreeGuardBase
import TreeGuardSchema

/// Numbered SQL files that people run in order, with no tool of which TreeGuard knows the ledger.
package struct PlainSQL: Framework {
    package let id = "plain"
    package let title = "plain SQL"

    package init() {}

    package var pathHints: [String] { FileName.extensionsOfSQL.map { ".\($0)" } }

    /// A numbered SQL file in a folder that nobody knows: its marks may say that a tool runs it.
    package func home(of path: RepositoryPath) -> RepositoryPath? { mayBeMarked(path.name) ? path.folder : nil }

    private func mayBeMarked(_ name: String) -> Bool {
        let file = FileName(name)
        return file.isSQL && PlainName(stem: file.stem).isNumbered
    }

    /// The changed files are read, because tools that keep both directions in one file name it as plain SQL does.
    package func wanted(in folder: Folder) -> [WantedFile] {
        var places = PlainPlaces(folder)
        return folder.files.compactMap { file in
            guard file.differs, file.isSQL, file.isInKnownFolder || mayBeMarked(file.name),
                PlainFile(file, &places).reasonToLeaveOut == nil
            else { return nil }
            return file.wanted
        }
    }

    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? {
        sequence.named?.ledger.map { PlainLedger($0, home: sequence.path) } ?? PlainRecord(home: sequence.path)
    }

    package func text(of source: String, at path: RepositoryPath) -> MigrationText { MigrationText(cutting: source) }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        let files = PlainFiles(folder) { $0.isInKnownFolder && $0.isSQL }
        var reading = Reading(leftOut: files.leftOut)
        var counterparts: [RepositoryPath: RepositoryPath] = [:]
        for (down, up) in files.undoing {
            reading.leftOut.append(LeftOut(down.file.path, .rollback(of: up?.file.path)))
            if let up {
                counterparts[up.file.path] = down.file.path
            } else if down.file.differs {
                reading.problems.append(.downWithoutUp(down.file.path))
            }
        }
        reading.migrations.reserveCapacity(files.candidates.count)
        for candidate in files.candidates {
            var migration = candidate.migration(framework: id, down: counterparts[candidate.file.path])
            if candidate.file.differs { look(into: &migration, of: candidate.file, named: folder.named, contents) }
            reading.migrations.append(migration)
        }
        reading.migrations += markedElsewhere(folder, contents)
        return reading
    }

    /// Hands a file with another tool's marks to that tool, unless somebody says that people run it by hand.
    private func look(
        into migration: inout Migration, of file: Folder.File, named: FolderSettings?, _ contents: FileContents
    ) {
        guard let bytes = contents[file.wanted] else {
            migration.notes.append(.unreadable)
            return
        }
        guard named?.framework != id, let tool = tool(of: bytes) else { return }
        migration.identity.framework = tool
        migration.notes.append(.frameworkNotSupported)
    }

    /// Files that only their marks tell for migrations, in folders that are not known to hold any.
    private func markedElsewhere(_ folder: Folder, _ contents: FileContents) -> [Migration] {
        let files = PlainFiles(folder) { !$0.isInKnownFolder && $0.isSQL && mayBeMarked($0.name) && $0.differs }
        return files.candidates.compactMap { candidate in
            guard let bytes = contents[candidate.file.wanted], let tool = tool(of: bytes) else { return nil }
            var migration = candidate.migration(framework: tool, down: nil)
            migration.notes.append(.frameworkNotSupported)
            return migration
        }
    }

    private func tool(of bytes: [UInt8]) -> String? { MarkedText(SourceText(bytes: bytes).text)?.tool }
}
