import Glibc

extension Files {
    /// Renames a file atomically (rename), replacing any file with the new name.
    package static func move(_ path: String, to other: String) throws(SystemError) {
        guard rename(path, other) == 0 else { throw SystemError("rename", path: path) }
    }

    /// The permission bits (stat).
    package static func mode(of path: String) throws(SystemError) -> mode_t {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError("stat", path: path) }
        return status.st_mode & 0o7777
    }

    /// True if we may execute the file (access).
    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 && !isFolder(path) }

    /// Removes a folder if it is empty (rmdir).
    package static func removeFolderIfEmpty(_ path: String) { rmdir(path) }
}
