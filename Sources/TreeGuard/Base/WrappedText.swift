/// Breaks paragraphs into lines of this width. Empty lines separate paragraphs. A line that begins with a space (a
/// command, a table) stays as it is.
package func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    func flush() {
        if !line.isEmpty { lines.append(line) }
        line = ""
    }
    for source in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard !source.isEmpty, !source.hasPrefix(" ") else {
            flush()
            lines.append(String(source))
            continue
        }
        for word in source.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width { flush() }
            line += (line.isEmpty ? "" : " ") + word
        }
    }
    flush()
    return lines
}
