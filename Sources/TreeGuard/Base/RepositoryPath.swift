/// A path inside a repository, from its root, as git stores it: bytes, not text, because git allows any.
package struct RepositoryPath: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let bytes: [UInt8]

    package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
    package init(_ text: String) { self.init(bytes: text.utf8) }
    package init(stringLiteral text: String) { self.init(text) }

    /// The path as text; bytes that are not UTF-8 are replaced, so never open a file by it.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The path fit for a terminal.
    package var description: String { Escaped(text).description }

    package var components: [String] {
        bytes.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
    /// The last component, as text.
    package var name: String {
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start...], as: UTF8.self)
    }
    /// The last component, fit for a terminal.
    package var shownName: String { Escaped(name).description }
    /// The folder that holds it; the empty path for a file at the root.
    package var folder: RepositoryPath {
        RepositoryPath(bytes: bytes[..<(bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    }

    package func isInside(_ folder: RepositoryPath) -> Bool {
        guard !folder.bytes.isEmpty else { return true }
        return bytes.count > folder.bytes.count && bytes.starts(with: folder.bytes)
            && bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    /// True if it lies in the folder itself, not in one below.
    package func isDirectly(in folder: RepositoryPath) -> Bool {
        isInside(folder)
            && !bytes.dropFirst(folder.bytes.isEmpty ? 0 : folder.bytes.count + 1).contains(UInt8(ascii: "/"))
    }

    /// All bytes at once: the standard library takes an array's one by one.
    package func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

    package static func < (a: RepositoryPath, b: RepositoryPath) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes)
    }
}
