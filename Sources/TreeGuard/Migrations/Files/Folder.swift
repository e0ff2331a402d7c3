import TreeGuardBase

/// A file whose bytes are wanted, and which of its versions.
package struct WantedFile: Hashable, Sendable {
    package var path: RepositoryPath
    package var content: FileContent

    package init(path: RepositoryPath, content: FileContent) {
        self.path = path
        self.content = content
    }
}

/// The bytes of files that a framework asked for. What could not be read is absent, and is then a problem, never empty.
package typealias FileContents = [WantedFile: [UInt8]]

/// All files below one folder that holds migrations, in one of the two trees.
package struct Folder: Hashable, Sendable {
    /// One file, link or submodule below the folder.
    package struct File: Hashable, Sendable {
        package let path: RepositoryPath
        /// The path from the folder on, component by component.
        package let relative: [String]
        /// The name without its last extension.
        package let stem: String
        /// The last extension in lower case, without the dot: "sql".
        package let fileExtension: String
        package var content: FileContent
        package var kind: TreeEntry.Kind
        /// True if the other tree has something else, or nothing, at this path.
        package var differs: Bool
        /// True if the folder is known or named to hold migrations, not only looked at because of a neighbour.
        package let isInKnownFolder: Bool

        /// Takes the path apart, once: the file is handed from framework to framework, and stands in both trees.
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
    /// Its settings in `.treeguard`, if there are any.
    package var named: FolderSettings?
    /// True if it is all of the tree, for a framework that must see it whole.
    package var isWholeTree = false
    /// Of a whole tree: the folders that `.treeguard` gives to the framework.
    package var given: [RepositoryPath] = []
    /// Ordered by path.
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

    /// The same folder with the files that pass, as a framework sees it after others took theirs.
    package func keeping(_ passes: (File) -> Bool) -> Folder {
        Folder(path: path, named: named, files: files.filter(passes))
    }

    package func has(_ relative: [String]) -> Bool { relatives.contains(relative) }
    /// True if a file of that name lies in the same folder as this one.
    package func has(_ name: String, beside file: File) -> Bool {
        names.contains(name) && relatives.contains(file.beside(name))
    }
    /// True if a file of one of these names is anywhere in it.
    package func has(anyNamed names: Set<String>) -> Bool { !names.isDisjoint(with: self.names) }
    /// True if there is a file with one of these extensions.
    package func has(anyOf extensions: Set<String>) -> Bool { !extensions.isDisjoint(with: self.extensions) }
}

/// The reading of a folder in one tree by one framework.
package struct Reading: Hashable, Sendable {
    /// In no particular order, with `change` nil.
    package var migrations: [Migration]
    package var leftOut: [LeftOut]
    package var problems: [Problem]

    package init(migrations: [Migration] = [], leftOut: [LeftOut] = [], problems: [Problem] = []) {
        self.migrations = migrations
        self.leftOut = leftOut
        self.problems = problems
    }

    /// Every path that the framework has answered for; the next framework sees only the others.
    package var claimed: Set<RepositoryPath> {
        Set(migrations.map(\.path)).union(leftOut.map(\.path)).union(migrations.compactMap(\.down))
    }

    package mutating func add(_ other: Reading) {
        migrations += other.migrations
        leftOut += other.leftOut
        problems += other.problems
    }
}

/// A file name taken apart at its last dot.
package struct FileName: Hashable, Sendable {
    package var stem: String
    /// In lower case, without the dot; empty where there is none.
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
