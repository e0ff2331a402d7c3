import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

@Suite struct Configs {
    private func config(_ entries: (String, String?)..., origin: ConfigOrigin = ConfigOrigin()) throws(Failure)
        -> Config
    {
        try Config(entries: entries.map { (key: $0.0, value: $0.1) }, origin: origin)
    }

    @Test func nothingAtAllHasDefaults() throws {
        let config = try config()
        #expect(config == Config())
        #expect(config.environments.map(\.name) == ["production", "local"])
        #expect(config.environment(named: "production")?.required == true)
        #expect(config.protects(branch: "main", defaultBranch: "main"))
        #expect(!config.protects(branch: "feature", defaultBranch: "main"))
        #expect(config.onPending == .prompt)
    }

    @Test func newWorktreesAreLockedWhereTheTeamWantsIt() throws {
        #expect(try !config().locksWorktrees)
        #expect(try config(("worktree.lock", "true")).locksWorktrees)
        #expect(throws: Failure.self) { try config(("worktree.feature.lock", "true")) }
        #expect(throws: Failure.self) { try config(("worktree.locked", "true")) }
    }

    @Test func everyKeyIsRead() throws {
        let config = try config(
            ("guard.protect", "main"), ("guard.protect", "release/*"), ("guard.target", "trunk"),
            ("guard.scratch", "never"),
            ("guard.onpending", "block"), ("GUARD.ONUNREACHABLE", "warn"), ("guard.allowpersonal", nil),
            ("guard.connecttimeout", "3"), ("guard.statementtimeout", "500ms"), ("guard.deadline", "2min"),
            ("migrations.Db/SQL.framework", "plain"), ("migrations.Db/SQL.ledger", "public.applied"),
            ("migrations.Db/SQL.ledgercolumn", "number"), ("environment.staging.url", "env:STAGING"),
            ("environment.production.url", "dotenv:.env#PROD"), ("environment.production.after", "staging"),
            ("environment.production.sslmode", "verify-full"), ("environment.production.locktimeout", "1s"),
            ("environment.staging.required", "yes"), ("accept.0003_legacy.sql.reason", "applied by hand in 2019"),
            ("artifact.docs/schema.md.generator", "make schema"), ("artifact.docs/schema.md.from", "migrations"))
        #expect(config.protect == ["main", "release/*"])
        #expect(config.protects(branch: "release/1.0", defaultBranch: nil))
        #expect(!config.protects(branch: "release/1.0/x", defaultBranch: nil))
        #expect(config.target == "trunk" && config.scratch == .never)
        #expect(config.onPending == .block && config.onUnreachable == .warn && config.allowPersonal)
        #expect(config.limits.connect == .seconds(3) && config.limits.statement == .milliseconds(500))
        #expect(config.limits.overall == .seconds(120))
        #expect(
            config.migrationFolders == [
                FolderSettings(
                    pattern: Glob("Db/SQL"), framework: "plain",
                    ledger: NamedLedger(schema: "public", table: "applied", column: "number"))
            ])
        #expect(config.environments.map(\.name) == ["production", "local", "staging"])
        #expect(config.environment(named: "production")?.source == .dotenv(file: ".env", name: "PROD"))
        #expect(config.environment(named: "production")?.limits?.lock == .seconds(1))
        #expect(config.environment(named: "production")?.limits?.connect == .seconds(3))
        #expect(config.environment(named: "staging")?.required == true)
        #expect(config.acceptance(of: "db/0003_legacy.sql")?.reason == "applied by hand in 2019")
        #expect(config.acceptance(of: "db/0004_legacy.sql") == nil)
        #expect(config.artifacts == [Artifact(path: "docs/schema.md", generator: "make schema")])
    }

    @Test(
        arguments: [
            ("guard.onpendng", "block", "did you mean onPending?"),
            ("gaurd.onpending", "block", "did you mean guard?"),
            ("guard.onpending", "blok", "did you mean block?"),
            ("guard.onpending", nil, "write a value after onpending ="),
            ("guard.connecttimeout", "soon", "write seconds (5) or a unit: 500ms, 5s, 2min"),
            ("guard.connecttimeout", "5h", "write 500ms, 5s or 2min"),
            ("guard.connecttimeout", "99999999999999999999", "write seconds (5) or a unit: 500ms, 5s, 2min"),
            ("environment.production.required", "maybe", "write true or false"),
            ("environment.required", "true", "write [environment \"NAME\"]"),
            ("guard.x.protect", "main", "write [guard]"),
            ("environment.production.after", "stagin", "write one of: local, production"),
            ("migrations.db.framework", "plan", "did you mean plain?"),
            ("migrations.db.ledger", "a.b.c", "write ledger = TABLE or ledger = SCHEMA.TABLE"),
            ("migrations.db.ledgercolumn", "v", "add the table: ledger = SCHEMA.TABLE"),
            ("environment.production.url", "localhost", nil),
        ] as [(String, String?, String?)])
    func whatIsNotKnownIsRefused(key: String, value: String?, next: String?) throws {
        let failure = try #require(throws: Failure.self) { try config((key, value)) }
        #expect(failure.code == .configurationInvalid)
        if let next { #expect(failure.next == next) }
    }

    @Test func theLineIsNamedWhereItIsKnown() throws {
        let text = "[guard]\n\tprotect = main\n[environment \"production\"]\n\turl = env:X\n\tonpendng = 1\n"
        let failure = try #require(throws: Failure.self) {
            try config(("environment.production.onpendng", "1"), origin: ConfigOrigin(text: text))
        }
        #expect(failure.what == "the configuration is wrong at .treeguard:5 (environment.production.onpendng)")
    }

    @Test(arguments: [
        "postgresql://app:s3cret@db.example.com/app", "postgres://app:s3cret@h", "postgresql+asyncpg://u:s3cret@h/d",
        "postgresql://h/d?user=a&password=s3cret", "postgresql://h/d?pass%77ord=s3cret", "host=h password=s3cret",
        "postgresql://u:s3cret/x@h/d", "host=h sslpassword='s3cret'", "jdbc:postgresql://h/d?password=s3cret",
        "mysql://u:s3cret@h/d",
    ])
    func aPasswordInATrackedFileIsRefused(url: String) throws {
        let failure = try #require(throws: Failure.self) { try config(("environment.production.url", url)) }
        #expect(failure.code == .passwordInTrackedFile)
        #expect(!"\(failure)".contains("s3cret"))
    }

    @Test(arguments: [
        "postgresql://app@db.example.com/app", "postgresql:///app", "host=db.example.com dbname=app",
        "postgresql://app@db.example.com:5432/app?sslmode=require",
    ])
    func anAddressWithoutAPasswordIsTaken(url: String) throws {
        let source = try config(("environment.production.url", url)).environment(named: "production")?.source
        #expect(source == .url(Redacted(url)))
    }

    @Test func gitsOwnListIsRead() {
        let output = Array("guard.protect\nmain\0guard.allowpersonal\0accept.a\nb.sql.reason\ntwo\nlines\0".utf8)
        let entries = ConfigEntry.list(fromGit: output)
        #expect(entries.map(\.key) == ["guard.protect", "guard.allowpersonal", "accept.a"])
        #expect(entries.map(\.value) == ["main", nil, "b.sql.reason\ntwo\nlines"])
    }

    @Test(arguments: [
        ("prompt", "block", false, "block"), ("prompt", "warn", false, "prompt"), ("prompt", "warn", true, "warn"),
        ("block", "prompt", false, "block"), ("warn", "block", true, "block"),
    ])
    func aPersonMayTightenAndLoosensOnlyByLeave(team: String, person: String, leave: Bool, result: String) throws {
        let team = try config(("guard.onpending", team), ("guard.allowpersonal", leave ? "true" : "false"))
        let merged = try team.merged(withPersonal: [("treeguard.onpending", person), ("core.editor", "vi")])
        #expect(merged.onPending.rawValue == result)
    }

    @Test func aPersonAddsBranchesAndTakesNoneAway() throws {
        let merged = try Config().merged(withPersonal: [("treeguard.protect", "staging")])
        #expect(merged.protects(branch: "staging", defaultBranch: "main"))
        #expect(merged.protects(branch: "main", defaultBranch: "main"))
    }

    @Test func aPersonNamesADatabaseOnlyWhereTheTeamDoesNot() throws {
        let mine = [(key: "treeguard.production.url", value: Optional("postgresql://me:pw@h/d"))]
        let open = try Config().merged(withPersonal: mine)
        #expect(open.environment(named: "production")?.source == .url(Redacted("postgresql://me:pw@h/d")))
        let team = try config(("environment.production.url", "env:PROD"))
        let closed = try team.merged(withPersonal: mine)
        #expect(closed.environment(named: "production")?.source == .variable("PROD"))
        #expect(throws: Failure.self) { try Config().merged(withPersonal: [("treeguard.onpendig", "warn")]) }
    }

    @Test func theLongestFolderWinsAndThenTheLater() throws {
        let config = try config(
            ("migrations.db.framework", "none"), ("migrations.db/live.framework", "plain"),
            ("migrations.*/live.framework", "none"), ("migrations.db/live.framework", "plain"))
        #expect(config.migrationFolder(above: "db/x.sql")?.0.framework == "none")
        #expect(config.migrationFolder(above: "db/live/x.sql")?.0.framework == "none")
        #expect(config.migrationFolder(above: "other/x.sql") == nil)
    }
}

@Suite struct Globs {
    @Test(arguments: [
        ("main", "main", true), ("main", "mainline", false), ("release/*", "release/1", true),
        ("release/*", "release/1/2", false), ("release/**", "release/1/2", true), ("**", "a/b", true),
        ("*", "a/b", false), ("v[0-9]?", "v12", true), ("v[!0-9]", "v1", false), ("a\\*b", "a*b", true),
        ("a\\*b", "axb", false), ("[", "[", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
        ("**/b", "x/b", true), ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false), ("./db/", "db", true),
        ("[]]", "]", true), ("[a-]", "-", true), ("", "", true),
    ])
    func match(pattern: String, text: String, result: Bool) {
        #expect(Glob(pattern).matches(text) == result)
    }

    @Test func findTheFolderThatTheyMean() {
        #expect(Glob("services/*/sql").folder(above: "services/a/sql/x/1.sql") == "services/a/sql")
        #expect(Glob("db/**").folder(above: "db/x/1.sql") == "db")
        #expect(Glob(".").folder(above: "1.sql") == "")
        #expect(Glob("db/*.sql").folder(above: "db/1.sql") == nil)
    }

    @Test(.timeLimit(.minutes(1))) func costLittleEvenWhenTheyAreMeantToHurt() {
        let pattern = String(repeating: "*a", count: 200) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 4_000)))
        let folders = String(repeating: "**/a/", count: 100) + "b"
        #expect(!Glob(folders).matches(String(repeating: "a/", count: 1_000)))
    }
}
