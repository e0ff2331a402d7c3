/// The SQL files of a folder by what their names say: those that may be migrations, those that undo one, and the rest
/// with the reason.
struct PlainFiles {
    private(set) var candidates: [PlainFile] = []
    private(set) var downs: [PlainFile] = []
    private(set) var leftOut: [LeftOut] = []

    init(_ folder: Folder, where isMeant: (Folder.File) -> Bool = \.isSQL) {
        var places = PlainPlaces(folder)
        candidates.reserveCapacity(folder.files.count)
        for file in folder.files where isMeant(file) {
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
        guard candidates.contains(where: \.isDownIfPaired) else { return }
        let byNumber = Dictionary(grouping: candidates, by: \.numberInFolder)
        let paired = candidates.filter { $0.isDownOf(anyOf: byNumber[$0.numberInFolder] ?? []) }
        let isPaired = Set(paired.map(\.file.path))
        candidates.removeAll { isPaired.contains($0.file.path) }
        downs += paired
    }

    /// Each file that undoes something, with the migration that it undoes.
    var undoing: [(down: PlainFile, up: PlainFile?)] {
        guard !downs.isEmpty else { return [] }
        let counterparts = PlainCounterparts(candidates)
        return downs.map { ($0, counterparts.counterpart(of: $0)) }
    }
}

extension Folder.File {
    /// True if its extension is one of those that SQL for PostgreSQL has.
    var isSQL: Bool { FileName.extensionsOfSQL.contains(fileExtension) }
}

extension FileName {
    static let extensionsOfSQL: Set<String> = ["sql", "pgsql", "psql"]
    package var isSQL: Bool { FileName.extensionsOfSQL.contains(fileExtension) }
}
