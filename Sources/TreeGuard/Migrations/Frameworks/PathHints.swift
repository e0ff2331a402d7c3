import TreeGuardBase

/// The quick no for the many paths of a repository that no framework could want: one pass over the bytes.
package enum PathHints {
    /// The hints of the known folders and of every framework, by their first byte.
    private static let byFirstByte: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for text in Set(KnownFolder.pathHints + Frameworks.all.flatMap(\.pathHints)) {
            let bytes = text.utf8.map(\.lowercased)
            if let first = bytes.first { table[Int(first)].append(bytes) }
        }
        return table
    }()

    private static let nameTests = Frameworks.all.compactMap(\.nameTest)

    package static func areIn(_ path: RepositoryPath) -> Bool {
        // The one sign that is no piece of text: hexadecimal digits, in any folder.
        for isOwn in nameTests where isOwn(path) { return true }
        let bytes = path.bytes
        let table = byFirstByte
        for start in bytes.indices {
            for text in table[Int(bytes[start].lowercased)] where start + text.count <= bytes.count {
                var offset = 1
                while offset < text.count, bytes[start + offset].lowercased == text[offset] { offset += 1 }
                if offset == text.count { return true }
            }
        }
        return false
    }
}
