import CGit2
import Glibc
import TreeGuardMigrations

/// One entry of a tree; valid only while the tree is alive.
struct LentEntry {
    private let pointer: OpaquePointer
    private let name: UnsafePointer<CChar>
    private let length: Int
    private let mode: git_filemode_t

    init?(_ pointer: OpaquePointer?) {
        guard let pointer, let name = git_tree_entry_name(pointer) else { return nil }
        self.pointer = pointer
        self.name = name
        length = strlen(name)
        mode = git_tree_entry_filemode(pointer)
    }

    var isFolder: Bool { mode == GIT_FILEMODE_TREE }

    /// True for the same content and kind; the executable bit does not count.
    func isSame(as other: LentEntry) -> Bool {
        git_oid_equal(git_tree_entry_id(pointer), git_tree_entry_id(other.pointer)) == 1 && kind == other.kind
            && isFolder == other.isFolder
    }

    /// The entry; nil for a folder.
    var entry: Entry? {
        guard !isFolder else { return nil }
        return ObjectID(git_tree_entry_id(pointer)).map { Entry(id: $0, kind: kind) }
    }

    private var kind: TreeEntry.Kind {
        switch mode {
        case GIT_FILEMODE_LINK: .symbolicLink
        case GIT_FILEMODE_COMMIT: .submodule
        default: .file
        }
    }

    func path(in folder: [UInt8]) -> [UInt8] {
        var path = folder
        if !folder.isEmpty { path.append(UInt8(ascii: "/")) }
        path.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length))
        return path
    }

    /// The order in which git stores tree entries: by bytes, a folder as if its name ended in a slash.
    func order(to other: LentEntry) -> Int32 {
        let shared = min(length, other.length)
        let order = memcmp(name, other.name, shared)
        guard order == 0 else { return order }
        return Int32(byte(at: shared)) - Int32(other.byte(at: shared))
    }

    private func byte(at index: Int) -> UInt8 {
        index < length ? UInt8(bitPattern: name[index]) : isFolder ? UInt8(ascii: "/") : 0
    }

    func tree(in repository: OpaquePointer) throws(GitError) -> Handle<ObjectTag> {
        let present = try Handle<ObjectTag>.ifPresent("git_tree_lookup") {
            git_object_lookup(&$0, repository, git_tree_entry_id(pointer), GIT_OBJECT_TREE)
        }
        guard let tree = present else { throw .objectMissing(ObjectID(git_tree_entry_id(pointer))?.hex ?? "of a tree") }
        return tree
    }
}
