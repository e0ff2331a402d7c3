import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

extension Plan {
    /// One pending file for production, which is done up to a part.
    static func ofFile(_ sql: String, from part: Int = 0) throws -> Plan {
        let instructions = SQL.instructions(in: sql)
        let migration = Migration(
            path: "db/1.sql", identity: .init(framework: "plain", key: "1"), version: "1", name: "", sequence: "db",
            position: Position(numbers: [WrittenNumber(1)], name: ""), content: nil)
        var file = PlannedFile(
            migration: migration, state: .pending, route: .parts(try Part.cutting(instructions, of: "db/1.sql")),
            instructions: instructions)
        file.startAt = part
        return Plan(environment: "production", files: [file])
    }
}
