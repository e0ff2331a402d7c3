import Testing
import TreeGuardMigrations

@Suite struct PlainNames {
    @Test(arguments: [
        ("001_create_jobs", "001", "create_jobs", "1/create_jobs"),
        ("1-create-jobs", "1", "create-jobs", "1/create-jobs"),
        ("001", "001", "", "1/"),
        ("20240102030405_x", "20240102030405", "x", "20240102030405/x"),
        ("2024-01-02-030405_x", "2024-01-02-030405", "x", "20240102030405/x"),
        ("2024_01_02_030405_create", "2024_01_02_030405", "create", "20240102030405/create"),
        ("2024-01-02_x", "2024-01-02", "x", "20240102/x"),
        ("20240102_030405_x", "20240102_030405", "x", "20240102030405/x"),
        ("2024-13-02_x", "2024", "13-02_x", "2024/13-02_x"),
        ("1.2.3_x", "1.2.3", "x", "1.2.3/x"),
        ("v2_x", "2", "x", "2/x"),
        ("migration_003_x", "003", "x", "3/x"),
        ("001a_x", "001a", "x", "1a/x"),
        ("001_2024_report", "001", "2024_report", "1/2024_report"),
        ("00000000000000000000000000000000000123_big", "00000000000000000000000000000000000123", "big", "123/big"),
        ("001 create jobs", "001", "create jobs", "1/create jobs"),
        ("0_init", "0", "init", "0/init"),
        ("2fa_tables", "", "2fa_tables", "2fa_tables"),
        ("create_jobs", "", "create_jobs", "create_jobs"),
        ("verify_x", "", "verify_x", "verify_x"),
        ("", "", "", ""),
        ("001_create.table", "001", "create.table", "1/create.table"),
        ("003_ünïcode", "003", "ünïcode", "3/ünïcode"),
    ])
    func areTakenApart(stem: String, version: String, name: String, key: String) {
        let plain = PlainName(stem: stem)
        #expect(plain.version == version)
        #expect(plain.name == name)
        #expect(plain.key == key)
        #expect(plain.direction == nil && plain.dialect == nil)
    }

    @Test(arguments: [
        ("001_x.up", PlainName.Direction.up, "1/x"), ("001_x.down", .down, "1/x"), ("001.do.x", .up, "1/x"),
        ("001.undo.x", .down, "1/x"), ("rollback_001_x", .down, "1/x"), ("down_x", .down, "x"),
        ("001_x_rollback", .downIfPaired(base: "x"), "1/x_rollback"),
        ("106_rollback", .downIfPaired(base: ""), "106/rollback"),
        ("001_x.mysql.down", .down, "1/x"), ("001_x.down.mysql", .down, "1/x"),
    ])
    func sayWhichWayTheyGo(stem: String, direction: PlainName.Direction, key: String) {
        let plain = PlainName(stem: stem)
        #expect(plain.direction == direction)
        #expect(plain.key == key)
    }

    @Test func areOrderedByNumberThenByName() {
        let stems = ["z", "a", "10_x", "9_x", "009_y", "1.10", "1.9", "001b_x", "001a_x", "99999999999999999999999_x"]
        let ordered = stems.map { PlainName(stem: $0) }.sorted { $0.position < $1.position }
        #expect(
            ordered.map(\.key) == [
                "1a/x", "1b/x", "1.9/", "1.10/", "9/x", "9/y", "10/x", "99999999999999999999999/x", "a", "z",
            ])
    }

    /// Whatever a file is called, its name is read without harm, and padding changes nothing.
    @Test func survivePaddingAndAnyBytes() {
        var random = Seeded(state: 7)
        let letters = Array("0123456789_-. abvVdownup.sqlT")
        for _ in 0..<5_000 {
            let stem = String(
                (0..<Int.random(in: 0...14, using: &random)).map { _ in
                    letters.randomElement(using: &random) ?? "x"
                })
            let plain = PlainName(stem: stem)
            #expect(stem.hasSuffix(plain.name) || plain.direction != nil || plain.dialect != nil, "\(stem)")
            if plain.isNumbered, stem.first?.isNumber == true, !plain.version.contains(where: { "-_T".contains($0) }) {
                #expect(PlainName(stem: "0" + stem).numbers == plain.numbers || plain.version.count >= 8, "\(stem)")
            }
        }
    }
}

/// The same random numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
