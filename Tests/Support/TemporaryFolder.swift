import TreeGuardSystem

/// A folder of one test's own, gone when the test is over.
package final class TemporaryFolder: Sendable {
    /// Its physical path, without symbolic links.
    package let path: String

    package init() throws { path = try Files.makeTemporaryFolder(named: "tg") }

    deinit { try? Files.remove(path) }

    package func path(_ relative: String) -> String { "\(path)/\(relative)" }

    /// Writes a file, with the folders above it.
    @discardableResult
    package func write(_ text: String, to relative: String) throws -> String {
        try write(Array(text.utf8), to: relative)
    }

    @discardableResult
    package func write(_ bytes: [UInt8], to relative: String) throws -> String {
        let file = path(relative)
        if let slash = file.lastIndex(of: "/") { try Files.makeFolder(String(file[..<slash])) }
        try Files.write(bytes, to: file)
        return file
    }

    package func read(_ relative: String) throws -> String {
        String(decoding: try Files.read(path(relative)), as: UTF8.self)
    }
}
