import TreeGuardBase

/// A page that people and treeguard write together. What treeguard makes stands between marks, each alone on its line:
///
///     <!-- treeguard:status -->
///     <!-- /treeguard:status -->
///
/// Everything else is people's, to the byte.
package struct MarkedPage: Hashable, Sendable {
    fileprivate enum Piece: Hashable, Sendable {
        case own([UInt8])
        /// Between its marks, which are kept as they stand.
        case made(String, opening: [UInt8], content: [UInt8], closing: [UInt8])
    }

    private var pieces: [Piece] = []

    /// The errors in the marks of a page.
    package struct Damage: Error, Hashable, Sendable {
        package var line: Int
        package var what: String
    }

    /// Reads a page; throws where a mark has lost its other half, or means nothing, so that nothing is guessed.
    package init(_ bytes: [UInt8], known: Set<String>) throws(Damage) {
        var reader = PageReader(known: known)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            try reader.take(line, isLast: number == lines.count - 1, at: number + 1)
        }
        pieces = try reader.finished()
    }

    package var names: [String] {
        pieces.compactMap { piece in
            if case .made(let name, _, _, _) = piece { return name }
            return nil
        }
    }

    /// The page with what is between the marks made anew. A part that somebody took out stays out.
    package func replacing(_ parts: [String: String]) -> [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .own(let bytes): return bytes
            case .made(let name, let opening, let content, let closing):
                guard let text = parts[name] else { return opening + content + closing }
                let ends = opening.hasWindowsEnding ? "\r\n" : "\n"
                let made = MarkedPage.harmless(text).split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0 + ends }.joined()
                return opening + Array(made.utf8) + closing
            }
        }
    }

    /// A new page.
    package static func new(_ sections: [PageSection]) -> String {
        sections.map { section in
            switch section {
            case .own(let text): text + "\n"
            case .made(let name, let text): "\(opening(name))\n\(harmless(text))\n\(closing(name))\n"
            }
        }.joined()
    }

    /// Text from outside may hold anything, and must not end the part that it stands in.
    private static func harmless(_ text: String) -> String { text.replacingAll("<!--", with: "<! --") }

    static func opening(_ name: String) -> String { "<!-- treeguard:\(name) -->" }
    static func closing(_ name: String) -> String { "<!-- /treeguard:\(name) -->" }
}

/// A stretch of a page: people's, or treeguard's under a name.
package enum PageSection: Hashable, Sendable {
    case own(String)
    case made(String, String)
}

/// Reads a page line by line.
private struct PageReader {
    let known: Set<String>
    private var pieces: [MarkedPage.Piece] = []
    private var text: [UInt8] = []
    private var open: (name: String, opening: [UInt8], line: Int)?
    private var seen: Set<String> = []

    init(known: Set<String>) { self.known = known }

    mutating func take(_ line: ArraySlice<UInt8>, isLast: Bool, at number: Int) throws(MarkedPage.Damage) {
        let whole = Array(line) + (isLast ? [] : [UInt8(ascii: "\n")])
        switch (PageMark(line), open) {
        case (nil, _): text += whole
        case (.opening(let name)?, nil):
            guard known.contains(name) else { throw damage(number, "treeguard makes no part called \(name)") }
            guard seen.insert(name).inserted else { throw damage(number, "the part \(name) is there twice") }
            pieces.append(.own(text))
            text = []
            open = (name, whole, number)
        case (.closing(let name)?, let open?) where open.name == name:
            pieces.append(.made(name, opening: open.opening, content: text, closing: whole))
            text = []
            self.open = nil
        case (.opening(let name)?, let open?):
            throw damage(number, "the part \(name) begins before \(open.name), of line \(open.line), has ended")
        case (.closing(let name)?, _): throw damage(number, "the part \(name) ends, and it did not begin")
        case (.broken(let text)?, _): throw damage(number, "\(text) is no whole mark")
        }
    }

    func finished() throws(MarkedPage.Damage) -> [MarkedPage.Piece] {
        if let open { throw damage(open.line, "the part \(open.name) begins, and does not end") }
        return pieces + [.own(text)]
    }

    private func damage(_ line: Int, _ what: String) -> MarkedPage.Damage { MarkedPage.Damage(line: line, what: what) }
}

/// A line that treeguard goes by.
private enum PageMark {
    case opening(String)
    case closing(String)
    /// It was one, and somebody changed it.
    case broken(String)

    /// nil for a line of text.
    init?(_ line: ArraySlice<UInt8>) {
        let text = String(decoding: line, as: UTF8.self).trimmed
        guard text.hasPrefix("<!--"), text.firstRange(of: "treeguard:") != nil else { return nil }
        let inner = String(text.dropFirst(4)).trimmed
        guard inner.hasSuffix("-->") else {
            self = .broken("\(Escaped(text))")
            return
        }
        let word = String(inner.dropLast(3)).trimmed
        let isName = { (name: Substring) in
            !name.isEmpty && name.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
        }
        if word.hasPrefix("treeguard:"), isName(word.dropFirst(10)) {
            self = .opening(String(word.dropFirst(10)))
        } else if word.hasPrefix("/treeguard:"), isName(word.dropFirst(11)) {
            self = .closing(String(word.dropFirst(11)))
        } else {
            self = .broken("\(Escaped(text))")
        }
    }
}

extension [UInt8] {
    fileprivate var hasWindowsEnding: Bool { suffix(2) == [UInt8(ascii: "\r"), UInt8(ascii: "\n")] }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }

    fileprivate func replacingAll(_ part: String, with other: String) -> String {
        var rest = self
        var result = ""
        while let found = rest.firstRange(of: part) {
            result += rest[..<found.lowerBound] + other
            rest = String(rest[found.upperBound...])
        }
        return result + rest
    }
}
