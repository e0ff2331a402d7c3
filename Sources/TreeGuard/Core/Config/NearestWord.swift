/// The known word that a person most likely meant.
package enum NearestWord {
    /// Nil where nothing is near: more than a third of the letters would have to change.
    package static func to(_ word: String, among known: some Sequence<String>) -> String? {
        let wanted = Array(word.utf8.map(\.lowercased))
        let ranked = known.map { (distance: distance(wanted, Array($0.utf8.map(\.lowercased))), word: $0) }
        guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
        return best.distance <= max(1, wanted.count / 3) ? best.word : nil
    }

    /// Letters to change, add, drop or swap with their neighbour.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
