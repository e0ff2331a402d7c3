import TreeGuardReports

/// One migration of a project: its name there, and the SQL that its tool would run to bring it in.
struct MigrationFile: Sendable {
    /// Relative to the project's folder.
    let name: String
    let sql: [UInt8]
}

/// The part of a file that brings a migration in. goose, dbmate, sql-migrate and node-pg-migrate keep both ways in one
/// file, and tell them apart by comments.
enum UpSection {
    /// The file as it is where it has no such marks.
    static func sql(of file: [UInt8]) -> [UInt8] {
        var kept: [ArraySlice<UInt8>] = []
        var isUp = false
        var hasMarks = false
        for line in file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            switch mark(of: line) {
            case .up: (isUp, hasMarks) = (true, true)
            case .down: (isUp, hasMarks) = (false, true)
            case .other: break
            case nil: if isUp { kept.append(line) }
            }
        }
        return hasMarks ? Array(kept.joined(separator: [UInt8(ascii: "\n")])) : file
    }

    private enum Mark { case up, down, other }

    private static func mark(of line: ArraySlice<UInt8>) -> Mark? {
        guard line.starts(with: "--".utf8) else { return nil }
        let words = String(decoding: line.dropFirst(2), as: UTF8.self).lowercased()
            .split(whereSeparator: \.isWhitespace).map(String.init)
        switch words.first {
        case "+goose", "+migrate":
            switch words.dropFirst().first {
            case "up": return .up
            case "down": return .down
            default: return .other
            }
        case "migrate:up": return .up
        case "migrate:down": return .down
        default: break
        }
        switch words {
        case ["up", "migration"]: return .up
        case ["down", "migration"]: return .down
        default: return nil
        }
    }
}

/// The meta-commands of a file for psql rather than the server. Such a file is not run: psql would run programs and
/// write files here, as the person who measures.
enum CommandOfPsql {
    /// The first line that may hold one. A line of a pattern or of a function's body that looks like one counts as well.
    static func line(in sql: [UInt8]) -> Int? {
        let lines = sql.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { line in
            let text = String(decoding: line, as: UTF8.self)
            let words = text.split(whereSeparator: \.isWhitespace)
            if let first = words.first, first.hasPrefix("\\"), first != "\\." { return true }
            return text.contains("\\!") || (text.contains("\\") && text.contains("`"))
                || words.contains { reachesOut.contains(String($0.drop { $0 != "\\" }.dropFirst())) }
        }.map { $0 + 1 }
    }

    private static let reachesOut: Set<String> = [
        "c", "cd", "connect", "copy", "e", "edit", "ef", "ev", "g", "gx", "gexec", "gset", "i", "include",
        "include_relative", "ir", "lo_export", "lo_import", "o", "out", "setenv", "w", "watch", "write",
    ]
}
