import Testing
import TreeGuardBase
import TreeGuardMigrations

@Suite struct Dotenvs {
    private func values(_ text: String, _ environment: [String: String] = [:]) -> [String: String] {
        Dotenv(Array(text.utf8), environment: environment).values.mapValues(\.exposed)
    }

    @Test(arguments: [
        ("A=b", "b"), ("export A=b", "b"), (" A = b ", "b"), ("A: b", "b"), ("A=", ""), ("A=b # c", "b"),
        ("A=b#c", "b#c"), ("A=#c", ""), ("A='b # c'", "b # c"), ("A=\"b # c\" # d", "b # c"), ("A=`b\"c`", "b\"c"),
        ("A=\"b\\nc\"", "b\nc"), ("A='b\\nc'", "b\\nc"), ("A=\"b\nc\"", "b\nc"), ("A=\"b\r\nc\"\r\n", "b\nc"),
        ("A=b\r\n", "b"), ("\u{FEFF}A=b", "b"), ("A=\"b", "\"b"), ("A=1\nA=2", "2"), ("# A=x\nA=b", "b"),
        ("junk\n=x\nA=b", "b"), ("A=pa$$word", "pa$$word"), ("A='${B}'", "${B}"),
        ("A=\"say \\\"hi\\\"\"", "say \"hi\""),
        ("B=1\nA=x${B}y", "x1y"), ("A=${B:-d}", "d"), ("A=${B-d}", "d"), ("A=${B}", ""), ("A=\\${B}", "${B}"),
        ("A=${E}", "env"), ("exporter=1\nA=b", "b"), ("A=${", "${"), ("A=ünï", "ünï"), ("A=b\n\n\n", "b"),
    ])
    func areReadAsTheCommonToolsDo(text: String, value: String) {
        #expect(values(text, ["E": "env"])["A"] == value)
    }

    @Test func theSeedDocumentsFileIsRead() {
        let text = """
            DATABASE_HOST=db-postgresql-x.ondigitalocean.com
            DATABASE_PORT=25060
            DATABASE_URL="postgresql://${DATABASE_HOST}:${DATABASE_PORT}/defaultdb?sslmode=require"
            """
        #expect(
            values(text)["DATABASE_URL"]
                == "postgresql://db-postgresql-x.ondigitalocean.com:25060/defaultdb?sslmode=require")
    }

    @Test func aValueNeverShows() {
        let file = Dotenv(Array("PGPASSWORD=s3cret".utf8))
        var dumped = ""
        dump(file, to: &dumped)
        #expect(!dumped.contains("s3cret") && !"\(file)".contains("s3cret"))
    }

    @Test func anyBytesAreReadWithoutHarm() {
        var random = Seeded(state: 3)
        let letters = Array("A=\"'`\\${}#\n\r: exportB-".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                letters.randomElement(using: &random) ?? 0
            }
            _ = Dotenv(bytes)
        }
    }
}
