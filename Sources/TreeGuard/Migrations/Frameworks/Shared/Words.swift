import TreeGuardBase

/// A name taken apart into lower-case words, at punctuation and at camel humps: `DbMigrations` is `db`, `migrations`.
package struct Words: Hashable, Sendable {
    package let list: [String]

    package init(_ name: String) {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var afterLower = false
        for byte in name.utf8 {
            let isWord = byte.isLetter || byte.isDigit || byte >= 0x80
            let isUpper = byte != byte.lowercased
            if !isWord || (isUpper && afterLower) {
                if !word.isEmpty { words.append(word) }
                word = []
            }
            if isWord { word.append(byte.lowercased) }
            afterLower = isWord && !isUpper && !byte.isDigit
        }
        if !word.isEmpty { words.append(word) }
        list = words.map { String(decoding: $0, as: UTF8.self) }
    }

    package func contains(anyOf known: Set<String>) -> Bool { list.contains { known.contains($0) } }
    /// True if nothing but the known words (and numbers) is in it.
    package func areAll(in known: Set<String>) -> Bool {
        !list.isEmpty && list.allSatisfy { known.contains($0) || $0.utf8.allSatisfy(\.isDigit) }
    }
}
