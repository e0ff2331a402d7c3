import TreeGuardBase

/// Drizzle: 0.x with a journal beside numbered files, 1.x with a folder for each migration.
package struct Drizzle: Framework {
    package let id = "drizzle"
    package let title = "Drizzle"
    package let deployment: String? = "npx drizzle-kit migrate"
    package let pathHints = ["_journal.json", "drizzle/", ".sql"]

    static let journal = ["meta", "_journal.json"]

    package init() {}

    package func home(of path: RepositoryPath) -> RepositoryPath? {
        let parts = path.components
        if parts.count > 2, Array(parts.suffix(2)) == Drizzle.journal { return path.folder.folder }
        if let folder = path.prefix(through: { $0 == "drizzle" }) { return folder }
        // Wherever `out` points to, the names that drizzle-kit gives are these.
        if parts.count > 2, parts.last == "migration.sql", DrizzleFolder.moment(of: parts[parts.count - 2]) != nil {
            return path.folder.folder
        }
        guard let name = parts.last, FileName(name).fileExtension == "sql" else { return nil }
        let digits = name.utf8.prefix(while: \.isDigit).count
        return [4, 10, 14].contains(digits) && name.utf8.dropFirst(digits).first == UInt8(ascii: "_")
            ? path.folder : nil
    }

    package func wanted(in folder: Folder) -> [WantedFile] {
        let journals = folder.files.filter { isJournal($0) }
        let outs = Set(journals.map { Array($0.relative.dropLast(2)) })
        // What differs is hashed; the rest is known by its `when`.
        let changed = folder.files.filter { $0.differs && $0.fileExtension == "sql" && outs.contains($0.folders) }
        return (journals + changed).map(\.wanted)
    }

    package func companionFiles(_ folder: Folder) -> [RepositoryPath] {
        let outs = Set(
            folder.files.compactMap { file -> RepositoryPath? in
                if isJournal(file) { return file.path.folder.folder }
                return DrizzleFolder(file) == nil ? nil : file.path.folder.folder
            })
        return outs.flatMap { out in
            sequence(first: out) { $0.bytes.isEmpty ? nil : $0.folder }.dropFirst(out.bytes.isEmpty ? 0 : 1)
                .flatMap { above in DrizzleSettings.fileNames.map { above.appending($0) } }
        }
    }

    package func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? { DrizzleLedger(sequence) }

    package func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        var reading = Reading()
        let journals = folder.files.filter { isJournal($0) }
        for journal in journals {
            reading.add(DrizzleOut(journal, in: folder).reading(contents[journal.wanted]))
        }
        reading.add(DrizzleFolder.reading(of: folder, journalled: Set(journals.map { Array($0.relative.dropLast(2)) })))
        return reading
    }

    /// A missing semicolon between two statements is made up for by drizzle's own mark, at which it cuts the file.
    package func text(of source: String, at path: RepositoryPath) -> MigrationText {
        let mark = Array("--> statement-breakpoint".utf8)
        var bytes = Array(source.utf8)
        var next = 0
        while let start = bytes[next...].firstIndex(of: mark[0]) {
            next = start + 1
            guard bytes[start...].starts(with: mark) else { continue }
            // Of the same length, so that every line and column stays.
            next = start + mark.count
            bytes.replaceSubrange(start..<next, with: [UInt8(ascii: ";")] + repeatElement(0x20, count: mark.count - 1))
        }
        return MigrationText(String(decoding: bytes, as: UTF8.self))
    }

    private func isJournal(_ file: Folder.File) -> Bool {
        file.kind == .file && file.relative.count >= 2 && Array(file.relative.suffix(2)) == Drizzle.journal
    }
}

extension Folder.File {
    /// The folders between the home and the file.
    var folders: [String] { Array(relative.dropLast()) }
}

extension RepositoryPath {
    func appending(_ name: String) -> RepositoryPath {
        bytes.isEmpty ? RepositoryPath(name) : RepositoryPath(bytes: bytes + "/\(name)".utf8)
    }
}
