import TreeGuardBase
import TreeGuardSystem

/// The project that is being tested: its sources, and the programs that were built from them.
package enum ProjectFolder {
    /// The root, found from where this very file was compiled.
    package static let path: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    package static func path(_ relative: String) -> String { "\(path)/\(relative)" }

    /// The folder of the built programs: the one that the running tests themselves were built into.
    package static func builtPrograms() throws -> String {
        var folder = try ProcessEnvironment.executablePath()
        while !Files.isRegularFile("\(folder)/treeguard") {
            guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else {
                throw Failure(
                    .fileUnreadable, what: "the built treeguard was not found", why: "it is not beside the tests",
                    next: "swift build")
            }
            folder = String(folder[..<slash])
        }
        return folder
    }

    /// The files below a folder of the project, relative to the root, sorted.
    package static func files(below folder: String, endingIn suffix: String) throws -> [String] {
        try Files.names(in: path(folder)).flatMap { name -> [String] in
            let relative = "\(folder)/\(name)"
            if Files.isFolder(path(relative)) { return try files(below: relative, endingIn: suffix) }
            return name.hasSuffix(suffix) ? [relative] : []
        }
    }

    package static func text(of relative: String) throws -> String {
        String(decoding: try Files.read(path(relative)), as: UTF8.self)
    }
}
