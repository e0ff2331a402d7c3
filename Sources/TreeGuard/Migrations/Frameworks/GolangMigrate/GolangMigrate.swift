import TreeGuardBase

/// golang-migrate: pairs of SQL files, `000001_jobs.up.sql` and `000001_jobs.down.sql`, in one folder without folders of
/// its own. Other tools name their files in the same way, so the project or `.treeguard` must name it.
struct GolangMigrate: Framework {
    let id = "golang-migrate"
    let title = "golang-migrate"
    let deployment: String? = "migrate -path DIR -database URL up"

    func companionFiles(_ folder: Folder) -> [RepositoryPath] { ProjectSigns.golangMigrate.files(above: folder) }

    func owns(_ migrations: [Migration], _ files: [RepositoryPath: [UInt8]]) -> Bool {
        ProjectSigns.golangMigrate.tell(of: migrations, files)
    }

    func keeper(of sequence: LedgerSequence) -> (any LedgerKeeper)? { GolangMigrateLedger(sequence) }

    /// The files of a folder that `.treeguard` gives to it; plain SQL reads the others before the project names the tool.
    func reading(of folder: Folder, _ contents: FileContents) -> Reading {
        guard folder.named?.framework == id else { return Reading() }
        let files = PlainFiles(folder) { $0.isSQL }
        var reading = Reading(leftOut: files.leftOut)
        var downs: [RepositoryPath: RepositoryPath] = [:]
        for (down, up) in files.undoing {
            reading.leftOut.append(LeftOut(down.file.path, .rollback(of: up?.file.path)))
            if let up { downs[up.file.path] = down.file.path }
        }
        reading.migrations = files.candidates.map { $0.migration(framework: id, down: downs[$0.file.path]) }
        return reading
    }
}
