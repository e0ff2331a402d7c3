import EntryPaths
import TestSupport
import TreeGuardApp
import TreeGuardBase
import TreeGuardSystem

/// The parts that all entry paths share: two databases, one with the migration and one without, and a repository with
/// hooks to copy.
struct RoadStage: Sendable {
    static let shared = Result { try RoadStage() }

    let folder: TemporaryFolder
    /// `treeguard-hook`, and a `treeguard` that writes down each time it is started.
    var programs: String { folder.path("programs") }
    private let server: ThrowawayServer

    private init() throws {
        folder = try TemporaryFolder()
        server = try TemporaryServer.shared()
        for name in ["roads_pending", "roads_deployed"] {
            try server.createDatabase(name)
            try server.execute("CREATE TABLE a (id int)", database: name)
        }
        try server.execute("CREATE TABLE b (id int)", database: "roads_deployed")
        try makePrograms()
        try makeTemplate()
    }

    private func makePrograms() throws {
        let built = try ProjectFolder.builtPrograms()
        try Files.makeFolder(programs)
        try runProgram("cp", "\(built)/treeguard-hook", "\(programs)/treeguard-hook")
        try folder.write(
            """
            #!/bin/sh
            echo "$*" >>"${ROAD_LOG:-/dev/null}"
            exec '\(built)/treeguard' "$@"

            """, to: "programs/treeguard")
        try runProgram("chmod", "755", "\(programs)/treeguard")
    }

    private func makeTemplate() throws {
        let template = folder.path("template")
        try Files.makeFolder("\(template)/repository/db/migrations")
        try runProgram(
            "sh", "-euc",
            """
            # Without the samples of hooks, of which every walk would copy two sets.
            git init -q --template= --bare ../remote.git
            git init -q --template=
            git remote add origin ../remote.git
            printf '[guard]\\n\\tprotect = main\\n\\tprotect = release/*\\n' >.treeguard
            echo 'CREATE TABLE a (id int);' >db/migrations/0001_a.sql
            echo one >app.py
            git add -A; git commit -qm base
            git push -q -u origin main
            git checkout -q -b plain; echo plain >app.py; git commit -qam plain
            git checkout -q -b feature main
            echo 'CREATE TABLE b (id int);' >db/migrations/0002_b.sql; echo feature >app.py
            git add -A; git commit -qm feature
            git checkout -q main
            """, in: "\(template)/repository", environment: environment(database: "pending", in: template))
        let run: RunCommand = { [self] command in
            var command = command
            command.environment.merge(environment(database: "pending", in: template)) { $1 }
            return Subprocess.run(command)
        }
        for (place, isServer) in [("repository", false), ("remote.git", true)] {
            _ = try HookInstallation(
                in: "\(template)/\(place)", protecting: ["main", "release/*"], program: "\(programs)/treeguard-hook",
                isServer: isServer, run: run
            ).install()
        }
    }

    /// Nobody to ask, unless the test says so.
    func environment(database: String, in work: String) -> [String: String?] {
        [
            "HOME": work, "XDG_RUNTIME_DIR": work, "GIT_EDITOR": ":",
            "GIT_SEQUENCE_EDITOR": ":",
            "GIT_AUTHOR_NAME": "A Person", "GIT_AUTHOR_EMAIL": "person@example.com", "GIT_COMMITTER_NAME": "A Person",
            "GIT_COMMITTER_EMAIL": "person@example.com", "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main", "TREEGUARD_TTY": "0",
            "TREEGUARD_PRODUCTION_URL": url(database), "PROGRAMS": programs, "ROAD_LOG": "\(work)/started",
            "TERM": "xterm",
        ]
    }

    /// `pending`, `deployed`, or nobody at home.
    private func url(_ database: String) -> String {
        database == "unreachable"
            ? "postgresql://postgres@/nobody?host=\(folder.path)&port=1"
            : "postgresql://postgres@/roads_\(database)?host=\(server.folder)&port=\(server.port)"
    }
}
