import TreeGuardBase

/// The meaning of the folders above an SQL file: the same for all files beside it.
struct PlainPlace {
    /// The folder itself, within which numbers belong together.
    let sequence: RepositoryPath
    let holdsRollbacks: Bool
    /// The other database that the folders are for.
    let dialect: String?
    /// Why its files are no migrations, whatever their names.
    let reason: LeftOut.Reason?
    /// How many folders there are between the home and the file.
    let depth: Int

    init(of file: Folder.File, in folder: Folder) {
        let below = file.relative.dropLast()
        let folders = below.map { $0.lowercased() }
        sequence = file.path.folder
        holdsRollbacks = folders.contains(where: PlainPlace.rollbackFolders.contains)
        reason = folders.lazy.compactMap { PlainPlace.reasons[$0] }.first
        depth = folders.count
        // What `.treeguard` names is taken at its word; only the folders below it are looked at.
        let components = folder.named == nil ? sequence.components : Array(below)
        dialect =
            Dialect.other(in: components)
            ?? Dialect.ambiguousOther(in: below) { neighbour in
                folder.files.contains { $0.relative.dropLast().contains { $0.lowercased() == neighbour } }
            }
    }

    private static let rollbackFolders: Set<String> = [
        "down", "downs", "rollback", "rollbacks", "revert", "reverts", "undo", "rolled_back",
    ]
    /// Subfolders whose files are no migrations, whatever their names.
    private static let reasons: [String: LeftOut.Reason] = [
        "seed": .seed, "seeds": .seed, "seeders": .seed, "seeding": .seed, "seed_data": .seed, "seed-data": .seed,
        "fixture": .fixture, "fixtures": .fixture, "testdata": .fixture, "test_data": .fixture, "mocks": .fixture,
        "snapshot": .snapshot, "snapshots": .snapshot,
        "dump": .dump, "dumps": .dump, "backup": .dump, "backups": .dump,
        "template": .template, "templates": .template, "example": .template, "examples": .template,
        "test": .test, "tests": .test, "__tests__": .test,
    ]
}

/// The places of one folder, each looked at once.
struct PlainPlaces {
    private let folder: Folder
    private var known: [RepositoryPath: PlainPlace] = [:]

    init(_ folder: Folder) { self.folder = folder }

    subscript(of file: Folder.File) -> PlainPlace {
        mutating get {
            let path = file.path.folder
            if let place = known[path] { return place }
            let place = PlainPlace(of: file, in: folder)
            known[path] = place
            return place
        }
    }
}
