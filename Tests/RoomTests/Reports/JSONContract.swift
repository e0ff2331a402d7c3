import TestSupport
import Testing
import TreeGuardBase
import TreeGuardReports

/// The contract with scripts: the output is JSON, and it is as the schema files say.
@Suite struct JSONContract {
    private static func schema(_ command: String) throws -> JSONSchema {
        JSONSchema(try JSON(reading: ProjectFolder.text(of: "docs/json/\(command).schema.json")))
    }

    @Test(arguments: CheckCase.all)
    func aCheckIsAsTheSchemaSays(sample: CheckCase) throws {
        let output = try JSON(reading: Format.json.render(sample.report, .plain, .brief))
        #expect(try Self.schema("check").complaints(about: output) == [])
    }

    @Test(arguments: StatusCase.all)
    func aStatusIsAsTheSchemaSays(sample: StatusCase) throws {
        let output = try JSON(reading: Format.json.render(sample.report, .plain, .brief))
        #expect(try Self.schema("status").complaints(about: output) == [])
    }

    @Test(arguments: MigrationsCase.all)
    func aListOfMigrationsIsAsTheSchemaSays(sample: MigrationsCase) throws {
        let output = try JSON(reading: Format.json.render(sample.report, .plain, .brief))
        #expect(try Self.schema("migrations").complaints(about: output) == [])
    }

    @Test(arguments: PlanCase.all)
    func aPlanIsAsTheSchemaSays(sample: PlanCase) throws {
        let output = try JSON(reading: Format.json.render(sample.report, .plain, .brief))
        #expect(try Self.schema("plan").complaints(about: output) == [])
    }

    @Test(arguments: Failure.Code.allCases)
    func aFailureIsAsTheSchemasSay(code: Failure.Code) throws {
        let failure = Failure(code, what: "w\u{1B}", why: "\u{FEFF}\"\\", next: "n")
        let output = try JSON(reading: Format.json.render(failure, .plain, .brief))
        #expect(output["error"]?["why"] == .string("\u{FEFF}\"\\"))
        for command in ["check", "status", "migrations", "plan"] {
            #expect(try Self.schema(command).complaints(about: output) == [])
        }
    }

    @Test(arguments: ["check", "status", "migrations", "plan"])
    func whatIsRecordedIsStillAsTheSchemaSays(command: String) throws {
        let schema = try Self.schema(command)
        let files = try ProjectFolder.files(below: "Tests/RoomTests/Recorded/Reports", endingIn: ".json")
            .filter { $0.contains("/\(command).") }
        #expect(!files.isEmpty)
        for file in files {
            let complaints = schema.complaints(about: try JSON(reading: ProjectFolder.text(of: file)))
            #expect(complaints == [], "\(file)")
        }
    }

    @Test func everyMemberIsDocumented() throws {
        let page = try ProjectFolder.text(of: "docs/json.md")
        for command in ["check", "status", "migrations", "plan"] {
            let schema = try JSON(reading: ProjectFolder.text(of: "docs/json/\(command).schema.json"))
            for name in schema.memberNames { #expect(page.contains("`\(name)`"), "\(name)") }
        }
    }

    @Test func aPathThatIsNoTextKeepsItsBytes() throws {
        let report = MigrationsReport(
            target: "main", source: "x", migrations: [migration(RepositoryPath(bytes: [0x61, 0xFF, 0x0A]))])
        guard case .array(let migrations)? = report.json["migrations"] else {
            Issue.record("no list of migrations")
            return
        }
        #expect(migrations.first?["path"] == .string("a\u{FFFD}\n"))
        #expect(migrations.first?["pathBytes"] == .string("61ff0a"))
    }
}

extension JSON {
    /// The names under every `properties` of a schema.
    fileprivate var memberNames: Set<String> {
        switch self {
        case .array(let values): return Set(values.flatMap(\.memberNames))
        case .object(let members):
            return Set(
                members.flatMap { member -> Set<String> in
                    guard member.name == "properties", case .object(let properties) = member.value else {
                        return member.value.memberNames
                    }
                    return Set(properties.map(\.name)).union(properties.flatMap(\.value.memberNames))
                })
        default: return []
        }
    }
}
