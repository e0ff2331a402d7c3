/// An interval as months, days and seconds, as the server stores it: 90 minutes are 01:30:00.
struct IntervalText {
    let canonical: String

    /// Parses an interval; nil for ISO 8601 durations with fractions, AGO, and other rare forms.
    init?(_ text: String) {
        var (months, days, microseconds) = (0, 0, 0)
        var words = text.lowercased().split(separator: " ")[...]
        if words.first == "@" { words = words.dropFirst() }
        guard !words.isEmpty else { return nil }
        while let word = words.popFirst() {
            if word.contains(":") {
                guard let time = IntervalText.clock(word), IntervalText.add(1, times: time, to: &microseconds) else {
                    return nil
                }
                continue
            }
            // Reads `1day` as `1 day`.
            let numberEnd = word.firstIndex { $0.isLetter } ?? word.endIndex
            let number = word[..<numberEnd]
            guard let unit = numberEnd < word.endIndex ? word[numberEnd...] : words.popFirst() else { return nil }
            if let size = IntervalText.microseconds[String(unit)] {
                guard let amount = IntervalText.scaled(number, by: size),
                    IntervalText.add(1, times: amount, to: &microseconds)
                else { return nil }
            } else if let count = Int(number), let size = IntervalText.months[String(unit)] {
                guard IntervalText.add(count, times: size, to: &months) else { return nil }
            } else if let count = Int(number), let size = IntervalText.days[String(unit)] {
                guard IntervalText.add(count, times: size, to: &days) else { return nil }
            } else {
                return nil
            }
        }
        canonical = "\(months) \(days) \(microseconds)"
    }

    /// Adds to the sum. Returns false on 64-bit overflow, which no interval of the server reaches.
    private static func add(_ count: Int, times size: Int, to sum: inout Int) -> Bool {
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
        let (total, isBeyond) = sum.addingReportingOverflow(product)
        sum = total
        return !isTooLarge && !isBeyond
    }

    private static let months = [
        "mon": 1, "mons": 1, "month": 1, "months": 1, "year": 12, "years": 12, "y": 12, "yr": 12, "yrs": 12,
        "decade": 120, "decades": 120, "century": 1200, "centuries": 1200,
    ]
    private static let days = ["d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7]
    private static let microseconds = [
        "h": 3_600_000_000, "hr": 3_600_000_000, "hrs": 3_600_000_000, "hour": 3_600_000_000, "hours": 3_600_000_000,
        "m": 60_000_000, "min": 60_000_000, "mins": 60_000_000, "minute": 60_000_000, "minutes": 60_000_000,
        "s": 1_000_000, "sec": 1_000_000, "secs": 1_000_000, "second": 1_000_000, "seconds": 1_000_000,
        "ms": 1000, "msec": 1000, "millisecond": 1000, "milliseconds": 1000, "us": 1, "microseconds": 1,
    ]

    private static func clock(_ text: Substring) -> Int? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hours = Int(parts[0]), let minutes = Int(parts[1]),
            let seconds = scaled(parts.count == 3 ? parts[2] : "0", by: 1_000_000)
        else { return nil }
        var total = seconds
        guard total >= 0, add(hours, times: 3_600_000_000, to: &total), add(minutes, times: 60_000_000, to: &total),
            total != .min
        else { return nil }
        return isNegative ? -total : total
    }

    /// A number with at most six decimals, times a unit.
    private static func scaled(_ text: Substring, by unit: Int) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int(parts[0]), whole.magnitude < 1_000_000_000 else { return nil }
        guard parts.count == 2 else { return whole * unit }
        guard parts[1].count <= 6, unit % 1_000_000 == 0,
            let fraction = Int(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
        else { return nil }
        return whole * unit + (text.hasPrefix("-") ? -1 : 1) * fraction * (unit / 1_000_000)
    }
}
