import TreeGuardBase

/// One migration of Drizzle 1.x: `<out>/20251014043033_name/migration.sql`, known by the folder's name.
struct DrizzleFolder {
    let file: Folder.File
    let name: String
    private let when: Int

    init?(_ file: Folder.File) {
        guard file.kind == .file, file.name == "migration.sql", let name = file.folders.last,
            let when = DrizzleFolder.moment(of: name)
        else { return nil }
        (self.file, self.name, self.when) = (file, name, when)
    }

    static func reading(of folder: Folder, journalled: Set<[String]>) -> Reading {
        let all = folder.files.compactMap { DrizzleFolder($0) }
        // Prisma names its folders in the same way and keeps no snapshot in them.
        let outs = Set(folder.files.filter { $0.name == "snapshot.json" }.map { Array($0.folders.dropLast()) })
        let isNamed = folder.named?.framework == "drizzle"
        var reading = Reading()
        for item in all {
            let out = Array(item.file.folders.dropLast())
            let isOurs = isNamed || outs.contains(out) || item.file.path.components.contains("drizzle")
            guard isOurs else { continue }
            reading.migrations.append(item.migration)
            if journalled.contains(out) { reading.problems.append(item.mixture) }
            if folder.has(item.file.beside("snapshot.json")) {
                let path = item.file.path.folder.appending("snapshot.json")
                reading.leftOut.append(LeftOut(path, .companion(of: "Drizzle")))
            }
        }
        return reading
    }

    private var mixture: Problem {
        Problem(
            .journalBroken, .error, [file.path],
            "\(file.path) lies beside meta/_journal.json: Drizzle 0.x does not see it, and 1.x refuses the folder",
            help: "turn the old files into folders: npx drizzle-kit up")
    }

    private var migration: Migration {
        let plain = PlainName(stem: name)
        return Migration(
            path: file.path, identity: .init(framework: "drizzle", key: name), version: plain.version,
            name: plain.name, sequence: file.path.folder.folder,
            position: Position(numbers: plain.numbers, name: name), content: file.content,
            bookkeeping: .folder(when: when))
    }

    /// The milliseconds since 1970 that the fourteen digits at the beginning stand for, as drizzle stores them.
    static func moment(of name: String) -> Int? {
        let bytes = Array(name.utf8)
        guard bytes.count > 15, bytes[..<14].allSatisfy(\.isDigit), bytes[14] == UInt8(ascii: "_") else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        let date = (year: number(0..<4), month: number(4..<6), day: number(6..<8))
        guard (1...12).contains(date.month), (1...31).contains(date.day) else { return nil }
        let days = daysSinceEpoch(date)
        return (((days * 24 + number(8..<10)) * 60 + number(10..<12)) * 60 + number(12..<14)) * 1000
    }

    /// By eras of 400 years that begin in March.
    private static func daysSinceEpoch(_ date: (year: Int, month: Int, day: Int)) -> Int {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
