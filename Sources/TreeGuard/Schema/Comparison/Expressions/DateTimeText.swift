/// A date with or without a time, in the ISO form that the server prints and most authors write.
struct DateTimeText {
    let date: String
    let time: String
    let isDateOnly: Bool
    /// The offset of the zone; nil if none is written.
    private let offset: Int?

    init?(_ text: String) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
        guard let day = DateTimeText.date(of: parts[0]) else { return nil }
        date = day
        isDateOnly = parts.count == 1
        let clock = parts.count == 2 ? parts[1] : "00:00"
        let end = clock.firstIndex { "+-Zz ".contains($0) } ?? clock.endIndex
        guard let time = DateTimeText.time(of: clock[..<end]) else { return nil }
        self.time = time
        if end == clock.endIndex {
            offset = nil
        } else {
            guard let seconds = DateTimeText.offset(of: clock[end...].drop { $0 == " " }) else { return nil }
            offset = seconds
        }
    }

    /// The seconds since 1970, with the fraction; nil without a zone.
    var instant: String? {
        guard let offset else { return nil }
        let day = date.split(separator: "-").compactMap { Int($0) }
        let clock = time.prefix(8).split(separator: ":").compactMap { Int($0) }
        guard day.count == 3, clock.count == 3 else { return nil }
        let seconds = DateTimeText.days(day[0], day[1], day[2]) * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return "\(seconds - offset)" + time.dropFirst(8)
    }

    private static func date(of text: Substring) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        return String(text)
    }

    /// A time in canonical form: `12:00` is `12:00:00`, and a fraction has no trailing zeros.
    static func time(of text: Substring) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].count == 2, parts[1].count == 2 else { return nil }
        let seconds = parts.count == 3 ? parts[2] : "00"
        let pieces = seconds.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces[0].count == 2, (parts[0] + parts[1] + pieces.joined()).allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        var fraction = pieces.count == 2 ? pieces[1] : ""
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return "\(parts[0]):\(parts[1]):\(pieces[0])" + (fraction.isEmpty ? "" : ".\(fraction)")
    }

    private static func offset(of text: Substring) -> Int? {
        if ["Z", "z", "UTC", "utc", "GMT"].contains(text) { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        var parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard !parts.isEmpty, parts.count <= 3, parts.allSatisfy({ (0..<10_000).contains($0) }) else { return nil }
        if parts.count == 1, parts[0] > 99 { parts = [parts[0] / 100, parts[0] % 100] }
        let seconds = zip(parts, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        return sign == "-" ? -seconds : seconds
    }

    /// The days since 1970 in the Gregorian calendar (Howard Hinnant's days_from_civil).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
