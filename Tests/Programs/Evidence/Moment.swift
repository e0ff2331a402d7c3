/// A point at which treeguard is asked: what a change brings, and how much of it has run.
struct Moment: Sendable {
    /// The kinds of moments, as they are counted.
    enum Kind: String, Sendable, CaseIterable {
        /// A change of one file, which has not run.
        case before = "before it runs"
        /// The same, just after it ran.
        case after = "after it ran"
        /// A change of five files, of which the first ones ran.
        case window = "five at a time"
        /// The whole tree, on a database where none has run.
        case noneRun = "none has run"
        /// The whole tree, once all have run.
        case allRun = "all have run"
    }

    let kind: Kind
    /// The moment by itself: "five at a time, 6 to 10, 2 ran".
    let name: String
    /// The commit that has the files before the change; nil where the whole tree is looked at.
    let target: String?
    let source: String
    /// Indices of files, with what is true of each.
    let files: [(index: Int, hasRun: Bool)]
    /// How many files have run, and how many have once the whole change has; nil where a file of it does not run.
    let count: Int
    let end: Int?

    static let windowSize = 5

    /// The moments that a database in this state can show.
    ///
    /// - Parameters:
    ///   - count: how many of the files that run have run
    ///   - runnable: indices of all files that run, in their order
    ///   - failing: indices of files that do not run and come now
    static func all(after count: Int, of runnable: [Int], failing: [Int]) -> [Moment] {
        var moments: [Moment] = []
        func change(_ kind: Kind, _ name: String, _ range: Range<Int>) {
            moments.append(
                Moment(
                    kind: kind, name: name, target: History.state(range.lowerBound),
                    source: History.state(range.upperBound), files: range.map { (runnable[$0], $0 < count) },
                    count: count, end: range.upperBound))
        }
        func whole(_ kind: Kind) {
            moments.append(
                Moment(
                    kind: kind, name: kind.rawValue, target: nil, source: History.state(runnable.count),
                    files: runnable.enumerated().map { ($1, $0 < count) }, count: count, end: runnable.count))
        }
        if count == 0, !runnable.isEmpty { whole(.noneRun) }
        if count > 0 { change(.after, Kind.after.rawValue, count - 1..<count) }
        for start in stride(from: 0, to: runnable.count, by: windowSize) {
            let end = min(start + windowSize, runnable.count)
            guard end - start > 1, (start...end).contains(count) else { continue }
            change(.window, "\(Kind.window.rawValue), \(start + 1) to \(end), \(count - start) ran", start..<end)
        }
        if count == runnable.count, !runnable.isEmpty { whole(.allRun) }
        for index in failing {
            moments.append(
                Moment(
                    kind: .before, name: Kind.before.rawValue, target: History.state(count),
                    source: History.trial(of: index), files: [(index, false)], count: count, end: nil))
        }
        if count < runnable.count { change(.before, Kind.before.rawValue, count..<count + 1) }
        return moments
    }
}
