/// A point in time, to the second, in UTC. Written as ISO 8601: 2026-03-01T09:30:00Z.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let secondsSinceEpoch: Int64

    /// Year 0 to year 9999. A file may hold any number; without this limit, arithmetic could overflow and end the
    /// process.
    private static let years: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    package init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, Timestamp.years.lowerBound), Timestamp.years.upperBound)
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

    package var description: String {
        let days = floorDivision(secondsSinceEpoch, 86400)
        let second = secondsSinceEpoch - days * 86400
        let (year, month, day) = civilDate(daysSinceEpoch: days)
        let date = [padded(year, 4), padded(month, 2), padded(day, 2)].joined(separator: "-")
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time)Z"
    }
}

/// The Gregorian date of a day number. Eras of 400 years (146,097 days) begin in March, so that the leap day is the
/// last of its year.
private func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = floorDivision(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
}

private func floorDivision(_ a: Int64, _ b: Int64) -> Int64 { (a >= 0 ? a : a - b + 1) / b }

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
