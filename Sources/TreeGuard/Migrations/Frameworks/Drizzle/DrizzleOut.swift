import TreeGuardBase

/// One `out` folder of Drizzle 0.x: what its journal lists, and what lies there unlisted.
struct DrizzleOut {
    private let journal: Folder.File
    private let folder: Folder
    private let path: RepositoryPath
    /// SQL files directly in it, by tag.
    private let scripts: [String: Folder.File]

    init(_ journal: Folder.File, in folder: Folder) {
        self.journal = journal
        self.folder = folder
        path = journal.path.folder.folder
        let prefix = Array(journal.relative.dropLast(2))
        scripts = Dictionary(
            folder.files.filter { $0.kind == .file && $0.fileExtension == "sql" && $0.folders == prefix }
                .map { ($0.stem, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func reading(_ bytes: [UInt8]?) -> Reading {
        var reading = Reading(leftOut: companions)
        let parsed: DrizzleJournal
        do throws(JSON.Malformed) {
            guard let bytes else { throw JSON.Malformed(why: "its content could not be read", line: 1) }
            parsed = try DrizzleJournal(bytes)
        } catch {
            reading.problems.append(broken(error.description, help: "mend it: drizzle cannot read it either"))
            reading.migrations = scripts.values.map { migration($0, position: 0, .unlisted) }
            return reading
        }
        guard parsed.isForPostgreSQL else {
            let dialect = parsed.dialect ?? ""
            reading.leftOut += scripts.values.map { LeftOut($0.path, .otherDialect(dialect)) }
            return reading
        }
        for (index, entry) in parsed.entries.enumerated() {
            if let file = scripts[entry.tag] {
                reading.migrations.append(migration(file, position: index, .journal(when: entry.when)))
            } else {
                reading.problems.append(
                    broken(
                        "it lists \(Escaped(entry.tag)), and there is no \(Escaped(entry.tag)).sql",
                        help: "add the file or take out the entry: until then drizzle runs nothing at all"))
            }
        }
        let listed = Set(parsed.entries.map(\.tag))
        var places = PlainPlaces(folder)
        for file in scripts.values.sorted(by: { $0.path < $1.path }) where !listed.contains(file.stem) {
            let plain = PlainFile(file, &places)
            if plain.isDown {
                reading.leftOut.append(LeftOut(file.path, .rollback(of: nil)))
            } else if let reason = plain.reasonToLeaveOut {
                reading.leftOut.append(LeftOut(file.path, reason))
            } else {
                reading.migrations.append(migration(file, position: parsed.entries.count, .unlisted))
            }
        }
        return reading
    }

    private func broken(_ why: String, help: String) -> Problem {
        Problem(.journalBroken, .error, [journal.path], "\(journal.path): \(why)", help: help)
    }

    private var companions: [LeftOut] {
        let meta = journal.folders
        return folder.files.filter { $0.folders == meta && $0.fileExtension == "json" }
            .map { LeftOut($0.path, .companion(of: "Drizzle")) }
    }

    private func migration(_ file: Folder.File, position: Int, _ bookkeeping: JournalEntry) -> Migration {
        let name = PlainName(stem: file.stem)
        return Migration(
            path: file.path, identity: .init(framework: "drizzle", key: file.stem), version: name.version,
            name: name.name, sequence: path,
            position: Position(numbers: [WrittenNumber(position)], name: file.stem), content: file.content,
            bookkeeping: bookkeeping, notes: bookkeeping == .unlisted ? [.notInJournal(journal.path)] : [])
    }
}
