import TreeGuardBase

/// The program of a framework whose migrations are code: how it is run, and how its output is read. Everything here is
/// pure; App/Rendering and App/Programs run it.
package protocol FrameworkProgram: Sendable {
    /// For people: "Alembic".
    var title: String { get }
    /// Its command on the PATH; the first line of that file may name the interpreter.
    var command: String { get }
    /// The file beside the migrations without which it cannot run.
    var entryPoint: String { get }

    /// The place where it runs for a folder of migrations, and its settings.
    func project(of scripts: RepositoryPath, _ files: [RepositoryPath: [UInt8]]) -> ProgramProject

    /// Arguments with which an interpreter succeeds if it has the framework.
    var probe: [String] { get }

    // MARK: Render

    /// Arguments of the interpreter that print migrations as SQL without a connection, and the input that it reads.
    ///
    /// - Parameter place: the absolute path of a path of the repository
    func rendering(
        _ direction: ProgramDirection, of migrations: [Migration], in project: ProgramProject,
        _ place: (RepositoryPath) -> String
    ) -> (arguments: [String], input: [UInt8])
    /// The exit of an interpreter that does not have the framework.
    var exitWithoutFramework: Int32 { get }
    /// The output, by the keys of the migrations.
    func renderings(in output: [UInt8]) -> [String: ProgramRendering]
    /// The command whose lines a rendering counts: "alembic upgrade --sql".
    var renderingCommand: String { get }

    // MARK: Upgrade, downgrade, record

    /// The text of the program that runs one migration. The interpreter gets it by -c, with `arguments(for:)`, and finds in
    /// its environment the address (DATABASE_URL), the migration (TREEGUARD_REVISION) and the act (TREEGUARD_ACT:
    /// "upgrade", "downgrade", or "current", which only connects). It records what it runs itself.
    var source: String { get }
    func arguments(for project: ProgramProject, _ place: (RepositoryPath) -> String) -> [String]
    /// The migration that a downgrade goes back to; nil where that is not clear.
    func parent(of migration: Migration) -> String?
    /// True if a script says how it is undone.
    func downgrade(in script: [UInt8]) -> ProgramDowngrade

    /// The commands that a person types to run these migrations.
    func commands(upgradingTo migrations: [Migration]) -> [String]
}

/// One of the two ways in which a program runs a migration.
package enum ProgramDirection: String, Sendable {
    case upgrade, downgrade
}

/// The place where a program runs, and its settings; read from files alone.
package struct ProgramProject: Hashable, Sendable {
    /// The folder of the migrations.
    package var scripts: RepositoryPath
    /// The folder in which the program runs.
    package var folder: RepositoryPath
    /// The file of its settings, and the section of it; nil where there is none.
    package var settings: RepositoryPath?
    package var section: String
}

/// One migration as its program renders it.
package enum ProgramRendering: Hashable, Sendable {
    case sql(String)
    /// There is none, and why.
    case unavailable(String)
}

/// A script's own downgrade.
package enum ProgramDowngrade: Hashable, Sendable {
    case written
    case empty
    /// It raises an error, or there is no such function.
    case refused
}
