import CGit2

/// A kind of libgit2 object, and the function that frees it.
protocol GitOwned { static func free(_ pointer: OpaquePointer) }

enum RepositoryTag: GitOwned { static func free(_ pointer: OpaquePointer) { git_repository_free(pointer) } }
enum ReferenceTag: GitOwned { static func free(_ pointer: OpaquePointer) { git_reference_free(pointer) } }
enum ObjectTag: GitOwned { static func free(_ pointer: OpaquePointer) { git_object_free(pointer) } }
enum DatabaseTag: GitOwned { static func free(_ pointer: OpaquePointer) { git_odb_free(pointer) } }
enum BranchesTag: GitOwned { static func free(_ pointer: OpaquePointer) { git_branch_iterator_free(pointer) } }

/// Sole owner of one libgit2 object. It cannot be copied, so the object is freed exactly once, at the end of the scope.
struct Handle<Tag: GitOwned>: ~Copyable {
    let pointer: OpaquePointer

    /// Runs a call of the usual shape `int f(T **out, ...)` and owns its result.
    init(_ call: String, _ body: (inout OpaquePointer?) -> Int32) throws(GitError) {
        var made: OpaquePointer?
        let code = body(&made)
        guard code == 0, let made else { throw GitError.last(call, code) }
        pointer = made
    }

    /// Runs such a call; nil if it returns one of `absences`.
    static func ifPresent(
        _ call: String, absences: [git_error_code] = [GIT_ENOTFOUND], _ body: (inout OpaquePointer?) -> Int32
    ) throws(GitError) -> Handle? {
        var made: OpaquePointer?
        let code = body(&made)
        if absences.contains(where: { $0.rawValue == code }) { return nil }
        guard code == 0, let made else { throw GitError.last(call, code) }
        return Handle(owning: made)
    }

    private init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { Tag.free(pointer) }
}
