import Foundation
import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// A team's project with the real Alembic, its repository and its production database.
final class AlembicTeam {
    let repository: TemporaryRepository
    let database: TemporaryDatabase
    private let bin: String

    /// `main` has the revision `first`, which makes the table users, and production is at it. Work goes on in `feature`.
    init(environment: (String) -> String = { $0 }, settings: () -> String = { "" }) throws {
        repository = try TemporaryRepository()
        database = try TemporaryDatabase()
        bin = try PythonPackages.virtualEnvironment() + "/bin"
        try runProgram("ln", "-s", String(bin.dropLast(4)), "\(repository.path)/.venv")
        try Files.makeFolder(repository.folder.path("bin"))
        try runProgram("sh", "-c", "ln -s \"$(command -v git)\" \"$0\"", repository.folder.path("bin/git"))
        try runProgram("\(bin)/alembic", "init", "alembic", in: repository.path)
        let server = database.server
        // Production's own address, so that every rendering shows that nothing connects by it.
        let url = "postgresql+psycopg2://postgres@/\(database.name)?host=\(server.folder)&port=\(server.port)"
        let ini = String(decoding: try Files.read("\(repository.path)/alembic.ini"), as: UTF8.self)
        try repository.write(
            ini.replacing(/sqlalchemy\.url = .*/, with: "sqlalchemy.url = \(url)\n\(settings())"), to: "alembic.ini")
        let env = String(decoding: try Files.read("\(repository.path)/alembic/env.py"), as: UTF8.self)
        try repository.write(environment(env), to: "alembic/env.py")
        try repository.write(".venv\n__pycache__\n", to: ".gitignore")
        try revise("first", after: nil, "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True))")
        try repository.commit()
        try alembic("upgrade", "heads")
        try repository.git("checkout", "--quiet", "-b", "feature")
    }

    /// Writes a revision. `parents` and `dependencies` are Python literals.
    func revise(
        _ id: String, after parents: String?, depending dependencies: String = "None", _ body: String,
        back: String = "op.execute('DROP TABLE IF EXISTS posts')"
    ) throws {
        let lines = body.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        try repository.write(
            """
            \"\"\"\(id)\"\"\"
            from typing import Sequence, Union

            from alembic import op
            import sqlalchemy as sa

            revision: str = '\(id)'
            down_revision: Union[str, Sequence[str], None] = \(parents ?? "None")
            branch_labels: Union[str, Sequence[str], None] = None
            depends_on: Union[str, Sequence[str], None] = \(dependencies)


            def upgrade() -> None:
            \(lines)


            def downgrade() -> None:
                \(back)

            """, to: "alembic/versions/\(id)_x.py")
    }

    /// The usual second revision.
    func writePosts() throws {
        try revise(
            "posts", after: "'first'",
            """
            op.create_table('posts', sa.Column('id', sa.BigInteger, primary_key=True), sa.Column('title', sa.Text))
            op.create_index('posts_title', 'posts', ['title'])
            """)
    }

    /// Runs the real Alembic against production.
    @discardableResult
    func alembic(_ arguments: String...) throws -> String {
        try runProgram("\(bin)/alembic", arguments, in: repository.path)
    }

    /// `treeguard check --format json`.
    func check(
        _ arguments: String..., user: String = "postgres", environment: [String: String] = [:]
    ) throws -> AlembicCheck {
        try AlembicCheck(
            treeguard(["check", "--format", "json"] + arguments, user: user, environment: environment))
    }

    /// Runs treeguard on production, with nothing on the PATH but git.
    func treeguard(
        _ words: [String], user: String = "postgres", environment: [String: String] = [:]
    ) throws -> CommandOutput {
        let server = database.server
        var variables: [String: String?] = repository.environment
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_REFLOG_ACTION", "GIT_EXEC_PATH", "VIRTUAL_ENV"] {
            variables.updateValue(nil, forKey: name)
        }
        variables["PATH"] = repository.folder.path("bin")
        variables["TREEGUARD_PRODUCTION_URL"] =
            "postgresql://\(user)@/\(database.name)?host=\(server.folder)&port=\(server.port)"
        for (name, value) in environment { variables[name] = value }
        return Subprocess.run(
            Command(
                try ProjectFolder.builtPrograms() + "/treeguard", words + ["--env", "production"],
                in: repository.path, environment: variables, deadline: .seconds(120)))
    }
}

/// The result of a check.
struct AlembicCheck: CustomStringConvertible {
    let description: String
    let verdict: String
    private let migrations: [[String: Any]]
    let problems: String

    init(_ result: CommandOutput) throws {
        description = result.outputText + result.errorText
        let object = try JSONSerialization.jsonObject(with: Data(result.standardOutput)) as? [String: Any]
        verdict = object?["verdict"] as? String ?? ""
        migrations = object?["migrations"] as? [[String: Any]] ?? []
        problems = "\(object?["problems"] ?? "")"
    }

    private func migration(_ id: String) -> [String: Any]? { migrations.first { $0["version"] as? String == id } }
    private func environment(_ id: String) -> [String: Any]? {
        (migration(id)?["environments"] as? [[String: Any]])?.first
    }

    func state(_ id: String) -> String { environment(id)?["state"] as? String ?? "not there" }
    func ledger(_ id: String) -> String { environment(id)?["ledger"] as? String ?? "" }
    func present(_ id: String) -> Int { environment(id)?["present"] as? Int ?? -1 }
    func verifiable(_ id: String) -> Int { environment(id)?["verifiable"] as? Int ?? -1 }
    func missing(_ id: String) -> String { "\(environment(id)?["missing"] ?? "")" }
    func remarks(_ id: String) -> String { "\(migration(id)?["remarks"] ?? "")" }
}
