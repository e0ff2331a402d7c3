import TreeGuardBase

/// A file to read, and the version of it.
package struct WantedFile: Hashable, Sendable {
    package var path: RepositoryPath
    package var content: FileContent

    package init(path: RepositoryPath, content: FileContent) {
        self.path = path
        self.content = content
    }
}

/// The bytes of files that a framework asked for. An unreadable file is absent and reported as a problem, never empty.
package typealias FileContents = [WantedFile: [UInt8]]

/// All files below one migration folder, in one of the two trees.
package struct Folder: Hashable, Sendable {
    /// One file, link or submodule below the folder.
    package struct File: Hashable, Sendable {
        package let path: RepositoryPath
        /// The path relative to the folder, by component.
        package let relative: [String]
        /// The name without its last extension.
        package let stem: String
        /// The last extension in lower case, without the dot: "sql".
        package let fileExtension: String
        package var content: FileContent
        package var kind: TreeEntry.Kind
        /// True if the other tree differs at this path.
        package var differs: Bool
        /// True if the folder is known or configured; false if it is only searched because of a neighbour.
        package let isInKnownFolder: Bool

        /// Splits the path once, because every framework and both trees use it.
        package init(
            path: RepositoryPath, below folder: RepositoryPath, content: FileContent, kind: TreeEntry.Kind,
            differs: Bool, isInKnownFolder: Bool
        ) {
            self.path = path
            relative =
                RepositoryPath(bytes: path.bytes.dropFirst(folder.bytes.isEmpty ? 0 : folder.bytes.count + 1))
                .components
            let name = FileName(relative.last ?? "")
            (stem, fileExtension) = (name.stem, name.fileExtension)
            (self.content, self.kind, self.differs) = (content, kind, differs)
            self.isInKnownFolder = isInKnownFolder
        }

        package var name: String { relative.last ?? "" }
        package var wanted: WantedFile { WantedFile(path: path, content: content) }
    }

    package var path: RepositoryPath
    /// The folder's settings in `.treeguard`, if any.
    package var named: FolderSettings?
    /// True if it is the whole tree, for a framework that needs it.
    package var isWholeTree = false
    /// The folders that `.treeguard` assigns to the framework, for a whole tree.
    package var given: [RepositoryPath] = []
    /// The files ordered by path.
    package let files: [File]
    private let relatives: Set<[String]>
    private let names: Set<String>
    private let extensions: Set<String>

    package init(path: RepositoryPath, named: FolderSettings? = nil, files: [File]) {
        self.path = path
        self.named = named
        self.files = files
        relatives = Set(files.lazy.map(\.relative))
        names = Set(files.lazy.map(\.name))
        extensions = Set(files.lazy.map(\.fileExtension))
    }

    /// The folder with the files that pass: the rest after other frameworks took theirs.
    package func keeping(_ passes: (File) -> Bool) -> Folder {
        Folder(path: path, named: named, files: files.filter(passes))
    }

    package func has(_ relative: [String]) -> Bool { relatives.contains(relative) }
    /// True if a file of that name lies in the same folder as this one.
    package func has(_ name: String, beside file: File) -> Bool {
        names.contains(name) && relatives.contains(file.beside(name))
    }
    /// True if the folder has a file of one of these names at any depth.
    package func has(anyNamed names: Set<String>) -> Bool { !names.isDisjoint(with: self.names) }
    /// True if the folder has a file with one of these extensions.
    package func has(anyOf extensions: Set<String>) -> Bool { !extensions.isDisjoint(with: self.extensions) }
}

/// The result of one framework's reading of a folder in one tree.
package struct Reading: Hashable, Sendable {
    /// The migrations in no particular order, with `change` nil.
    package var migrations: [Migration]
    package var leftOut: [LeftOut]
    package var problems: [Problem]

    package init(migrations: [Migration] = [], leftOut: [LeftOut] = [], problems: [Problem] = []) {
        self.migrations = migrations
        self.leftOut = leftOut
        self.problems = problems
    }

    /// Every path that the framework has taken; the next framework sees only the others.
    package var claimed: Set<RepositoryPath> {
        Set(migrations.map(\.path)).union(leftOut.map(\.path)).union(migrations.compactMap(\.down))
    }

    package mutating func add(_ other: Reading) {
        migrations += other.migrations
        leftOut += other.leftOut
        problems += other.problems
    }
}

/// A file name, split at its last dot.
package struct FileName: Hashable, Sendable {
    package var stem: String
    /// The extension in lower case, without the dot; empty if there is none.
    package var fileExtension: String

    package init(_ name: String) {
        let bytes = name.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else {
            (stem, fileExtension) = (name, "")
            return
        }
        stem = String(name[..<dot])
        let written = bytes[bytes.index(after: dot)...]
        fileExtension =
            written.allSatisfy { $0 == $0.lowercased }
            ? String(Substring(written)) : String(decoding: written.map(\.lowercased), as: UTF8.self)
    }
}
