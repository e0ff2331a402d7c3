/// The candidate that the user probably meant: it differs by few letters, or begins with the typed word; or nil.
package func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(64))
    guard typed.count > 1 else { return nil }
    let near =
        candidates
        .map { (word: $0, distance: editDistance(typed, Array($0.lowercased().unicodeScalars))) }
        .filter { $0.distance <= max(1, typed.count / 3) }
        .min { $0.distance < $1.distance }
    if let near { return near.word }
    let begun = candidates.filter { $0.lowercased().unicodeScalars.starts(with: typed) }
    return begun.count == 1 ? begun[0] : nil
}

/// The number of letters to insert, delete, replace or swap with their neighbour.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
