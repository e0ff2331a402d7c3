import Testing
import TreeGuardBase
import TreeGuardMigrations

@Suite struct ConnectionTexts {
    @Test(
        arguments: [
            ("postgresql://u:p@h:1/d", "postgresql://u:p@h:1/d"),
            ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
            ("postgresql+psycopg2://u:p@h/d", "postgresql://u:p@h/d"),
            ("postgresql+asyncpg://u:p@h/d?ssl=require", "postgresql://u:p@h/d?sslmode=require"),
            ("jdbc:postgresql://h/d?user=u&password=p", "postgresql://h/d?user=u&password=p"),
            ("  \"postgres://h/d\"\n", "postgresql://h/d"),
            ("postgres://u:p%40ss%2F%25@h/d", "postgresql://u:p%40ss%2F%25@h/d"),
            ("postgres://u:p@ss@h/d", "postgresql://u:p%40ss@h/d"),
            ("postgres://u:100%@h/d", "postgresql://u:100%25@h/d"),
            ("postgres://u:p?a#b@h/d", "postgresql://u:p%3Fa%23b@h/d"),
            ("postgres://u:a:b@h/d", "postgresql://u:a:b@h/d"),
            ("postgres://u@h/d?connection_limit=5&pgbouncer=true&pool_timeout=2", "postgresql://u@h/d"),
            ("postgres://u@h/d?sslmode=no-verify", "postgresql://u@h/d?sslmode=require"),
            ("postgres://u@h/d?ssl=true", "postgresql://u@h/d?sslmode=require"),
            ("postgres://u@h/d?ssl=false", "postgresql://u@h/d"),
            (
                "postgres://u@h/d?sslmode=verify-full&sslrootcert=a%20b",
                "postgresql://u@h/d?sslrootcert=a%20b&sslmode=verify-full"
            ),
            ("postgres://u@h/d?sslaccept=strict&sslcert=ca.pem", "postgresql://u@h/d"),
            ("postgres://u@h/d?sslcert=c&sslkey=k", "postgresql://u@h/d?sslcert=c&sslkey=k"),
            ("postgres://u@h/d?options=endpoint%3Dx-1", "postgresql://u@h/d?options=endpoint%3Dx-1"),
            ("postgres://u@[::1]:5432/d", "postgresql://u@[::1]:5432/d"),
            ("postgres://a:1,b:2/d?target_session_attrs=any", "postgresql://a:1,b:2/d?target_session_attrs=any"),
            ("postgres:///d?host=/var/run/postgresql", "postgresql:///d?host=/var/run/postgresql"),
            ("postgres://u@%2Fvar%2Frun/d", "postgresql://u@%2Fvar%2Frun/d"),
            ("host=h dbname='a b' password='it''s'", nil), ("host=h dbname=d", "host='h' dbname='d'"),
            ("host=h password='it\\'s'", "host='h' password='it\\'s'"),
            ("mysql://u:s3cret@h/d", nil), ("sqlite:///x.db", nil),
            ("prisma+postgres://accelerate/?api_key=s3cret", nil),
            ("postgres://u:12/s3cret@h/d", nil), ("postgres://u:s3cret/x@h/d", nil), ("localhost", nil), ("", nil),
        ] as [(String, String?)])
    func areMadeIntoWhatLibpqTakes(text: String, expected: String?) throws {
        guard let expected else {
            let failure = try #require(throws: Failure.self) { try ConnectionText(Redacted(text), origin: "X") }
            #expect(failure.code == .connectionInvalid)
            #expect(!"\(failure)".contains("s3cret"))
            return
        }
        #expect(try ConnectionText(Redacted(text), origin: "X").text.exposed == expected)
    }

    @Test func prismasSchemaIsSetApart() throws {
        let connection = try ConnectionText(Redacted("postgres://u@h/d?schema=app&connection_limit=1"), origin: "X")
        #expect(connection.schema == "app")
        #expect(connection.text.exposed == "postgresql://u@h/d")
    }

    @Test(arguments: [
        ("postgres://u@h/d", "postgresql://u@h/d?sslmode=verify-full"),
        ("postgres://u@h/d?sslmode=require", "postgresql://u@h/d?sslmode=require"),
        ("host=h", "host='h' sslmode='verify-full'"),
    ])
    func theConfiguredModeFillsAGap(text: String, expected: String) throws {
        #expect(try ConnectionText(Redacted(text), origin: "X", sslmode: "verify-full").text.exposed == expected)
    }

    @Test(arguments: [
        ("postgres://localhost/d", true), ("postgres:///d", true), ("postgres://127.0.0.1:5/d", true),
        ("postgres://u:p@[::1]/d", true), ("postgres://db/d", true), ("postgres://db.example.com/d", false),
        ("postgres://h/d?host=/tmp", true), ("host=/tmp dbname=d", true), ("host=h", false), ("service=x", false),
        ("postgres://LOCALHOST/d", true), ("postgres://localhost,db.example.com/d", false),
        ("host=db.example.com hostaddr=127.0.0.1", false), ("postgres://%2Ftmp/d", true),
        ("postgres://u@localhost.example.com/d", false),
    ])
    func knowThisMachine(text: String, isHere: Bool) throws {
        #expect(try ConnectionText(Redacted(text), origin: "X").isOnThisMachine == isHere)
    }
}

@Suite struct ConnectionSearches {
    private func search(
        _ settings: EnvironmentSettings, _ environment: [String: String] = [:], _ files: [String: String] = [:]
    ) throws(Failure) -> ConnectionSearch {
        try ConnectionSearch(
            for: settings,
            in: ConnectionPlaces(environment: environment, files: files.mapValues { Array($0.utf8) }))
    }

    private func origin(_ search: ConnectionSearch) -> String? {
        if case .found(let connection) = search { connection.origin } else { nil }
    }

    private static let far = "DATABASE_URL=postgres://u:p@db.example.com/d"
    private static let near = "DATABASE_URL=postgres://u:p@localhost/d"

    @Test(
        arguments: [
            (
                ["TREEGUARD_PRODUCTION_URL": "postgres://localhost/d"], [".env.production": far, ".env": far],
                "TREEGUARD_PRODUCTION_URL"
            ),
            ([:], [".env.production": near, ".env": far], "DATABASE_URL in .env.production"),
            ([:], [".env": far], "DATABASE_URL in .env"),
            ([:], [".env": "TREEGUARD_PRODUCTION_URL=postgres://localhost/d"], "TREEGUARD_PRODUCTION_URL in .env"),
            ([:], [".env.production": "OTHER=1", ".env": far], "DATABASE_URL in .env"),
            ([:], [".env.production": "DATABASE_URL=mysql://h/d", ".env": far], "DATABASE_URL in .env"),
            (
                ["DATABASE_URL": "postgres://db.example.com/d"], [".env": "DB_HOST=h.example.com"],
                "DB_HOST and its like in .env"
            ),
            ([:], [".env": "POSTGRES_URL=postgres://h.example.com/d"], "POSTGRES_URL in .env"),
        ] as [([String: String], [String: String], String)])
    func productionIsFoundInOrder(environment: [String: String], files: [String: String], expected: String) throws {
        #expect(try origin(search(.production, environment, files)) == expected)
    }

    @Test(
        arguments: [
            [:], [".env": near], [".env": "DATABASE_HOST=localhost"],
            [".env": "DATABASE_URL=postgres://u:p@db:5432/app"],
            [".env": "DATABASE_URL=sqlite:///dev.db"], [".env.local": far], [".env": "DATABASE_URL="],
        ] as [[String: String]])
    func thisMachineIsNeverTakenForProduction(files: [String: String]) throws {
        let failure = try #require(throws: Failure.self) {
            try search(.production, ["DATABASE_URL": "postgres://db.example.com/d"], files)
        }
        #expect(failure.code == .productionNotConfigured)
        #expect(failure.next.contains("DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE"))
        #expect(failure.next.contains(".env.production"))
    }

    @Test func theSeedDocumentsPartsMakeAnAddress() throws {
        let file = """
            DATABASE_HOST=db-x.ondigitalocean.com
            DATABASE_PORT=25060
            DATABASE_NAME=defaultdb
            DATABASE_USER=doadmin
            PGPASSWORD=it's\\me
            """
        guard case .found(let connection) = try search(.production, [:], [".env": file]) else {
            Issue.record("not found")
            return
        }
        #expect(
            connection.text.exposed
                == #"host='db-x.ondigitalocean.com' port='25060' dbname='defaultdb' user='doadmin' password='it\'s\\me'"#
        )
    }

    @Test(
        arguments: [
            (["LOCAL_DATABASE_URL": "postgres://h/d"], [:], "LOCAL_DATABASE_URL"),
            ([:], [".env.local": far, ".env": near], "DATABASE_URL in .env.local"),
            ([:], [".env.development": near], "DATABASE_URL in .env.development"),
            ([:], [".env": near], "DATABASE_URL in .env"),
            ([:], [".env": far], nil), ([:], [:], nil),
        ] as [([String: String], [String: String], String?)])
    func localIsOptional(environment: [String: String], files: [String: String], expected: String?) throws {
        #expect(try origin(search(.local, environment, files)) == expected)
    }

    @Test func otherEnvironmentsHaveTheirOwnNames() throws {
        let staging = EnvironmentSettings(name: "staging-eu", required: true)
        #expect(
            try origin(search(staging, ["TREEGUARD_STAGING_EU_URL": "postgres://h/d"])) == "TREEGUARD_STAGING_EU_URL")
        #expect(try origin(search(staging, [:], [".env.staging-eu": Self.far])) == "DATABASE_URL in .env.staging-eu")
        #expect(throws: Failure.self) { try search(staging, [:], [".env": Self.far]) }
    }

    @Test func whatTheTeamNamesIsTakenAtItsWord() throws {
        func settings(_ url: String) -> EnvironmentSettings {
            EnvironmentSettings(name: "production", source: EnvironmentSource(url), required: true)
        }
        #expect(try origin(search(settings("env:X"), ["X": "postgres://localhost/d"])) == "X")
        #expect(try origin(search(settings("dotenv:.env"), [:], [".env": Self.near])) == "DATABASE_URL in .env")
        #expect(try origin(search(settings("dotenv:a#B"), [:], ["a": "B=postgres://h/d"])) == "B in a")
        #expect(try search(settings("service:prod")) == .found(ConnectionText(service: "prod")))
        #expect(try search(settings("command:pass db")) == .command("pass db", origin: "the output of its command"))
        for url in ["env:X", "dotenv:.env", "dotenv:a#B"] {
            let failure = try #require(throws: Failure.self) { try search(settings(url), [:], ["a": Self.far]) }
            #expect(failure.code == .productionNotConfigured)
        }
    }

    @Test func theFilesToReadAreNamed() throws {
        #expect(
            ConnectionPlaces.filesToRead(Config()) == [
                ".env", ".env.development", ".env.development.local", ".env.local", ".env.production",
                ".env.production.local",
            ])
        let config = try Config(entries: [("environment.production.url", "dotenv:ops/.env#X")])
        #expect(ConnectionPlaces.filesToRead(config).contains("ops/.env"))
    }
}
