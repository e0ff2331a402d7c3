import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardSystem

/// The program's command line.
enum CommandLineOfEvidence {
    static let description = ProgramDescription(
        name: "Evidence", version: "1",
        abstract: "Measures what treeguard says of real migrations against what is true",
        discussion: """
            Exits 0 when nothing was falsely called SAFE, 1 when something was, 2 when the command line is wrong, 3 when \
            it could not be measured.
            """,
        options: [], commands: [measure, compare])

    static let measure = CommandDescription(
        "measure", "Measure one or more projects",
        discussion: """
            Puts the migrations of a project one at a time into a throwaway repository, runs them one at a time on a \
            throwaway server, and asks treeguard at every step: of one file before and after it runs, of five at a \
            time, and of the whole history. The files are plain SQL there, so that only the catalog can tell.

            FOLDER holds migrations of any tool that writes SQL (one file each, or a folder each with up.sql or \
            migration.sql), or is a checkout with a folder called migrations. They run as the role "evidence", \
            which owns the database and is no superuser; what asks something of psql is not run. A file prelude.sql \
            beside them is run first, by the superuser: roles, schemas and tables that a host provides.
            """,
        positionals: [PositionalDescription("FOLDER", .any, "A folder of migrations, or a checkout.")],
        options: [Options.program, Options.json, Options.server],
        examples: [
            CommandExample("Evidence measure db/migrations", "One project."),
            CommandExample(
                "Evidence measure --json new.jsonl a/migrations b/migrations",
                "Two, with each answer as a line of JSON."),
        ])

    static let compare = CommandDescription(
        "compare", "Name the answers that differ between two measurements",
        positionals: [
            PositionalDescription("BEFORE", .one, "What an earlier measurement wrote with --json."),
            PositionalDescription("AFTER", .one, "What a later one wrote."),
        ],
        options: [],
        examples: [CommandExample("Evidence compare old.jsonl new.jsonl", "What a change of treeguard has changed.")])
}

/// The options of `measure`.
struct Options {
    static let program = OptionDescription.value(
        "treeguard", "PROGRAM", "The treeguard that is asked; by default the one beside this program.")
    static let json = OptionDescription.value("json", "FILE", "Write each answer as a line of JSON.")
    static let server = OptionDescription.value(
        "server", "MAJOR", "The version of PostgreSQL to run on; by default the newest here.")

    let folders: [String]
    let program: String
    let json: String?
    /// The programs of the server; nil for the newest that are here.
    let programs: PostgresBinaries?

    init(_ arguments: Arguments) throws {
        folders = arguments.positionals
        guard !folders.isEmpty else {
            throw Failure(
                .usage, what: "nothing was measured", why: "no folder was named",
                next: "make evidence FOLDER=path/to/migrations")
        }
        json = arguments.value(of: Options.json)
        programs = try arguments.value(of: Options.server).map(Options.programs)
        let own = try ProcessEnvironment.executablePath()
        let beside = own[...(own.lastIndex(of: "/") ?? own.startIndex)] + "treeguard"
        program = try Files.resolved(arguments.value(of: Options.program) ?? String(beside))
    }

    private static func programs(ofVersion text: String) throws -> PostgresBinaries {
        if let found = Int(text).flatMap({ PostgresBinaries.ofMajorVersion($0, run: Subprocess.run) }) { return found }
        throw Failure(
            .postgresMissing, what: "there is no server to measure on",
            why: "PostgreSQL \(Escaped(text)) is not installed here",
            next: "apt-get install postgresql-\(Escaped(text))")
    }
}
