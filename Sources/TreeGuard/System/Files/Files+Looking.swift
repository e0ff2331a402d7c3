import Glibc

extension Files {
    /// True if the path exists, even as a dangling symbolic link.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    package static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }
    package static func isRegularFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    /// The type of the file after following symbolic links; nil if it does not exist.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// The target of a symbolic link (readlink).
    package static func destination(ofLink path: String) throws(SystemError) -> String {
        var text = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &text, text.count)
        guard count >= 0 else { throw SystemError("readlink", path: path) }
        return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The physical path, without links and dots (realpath). It must exist.
    package static func resolved(_ path: String) throws(SystemError) -> String {
        guard let real = realpath(path, nil) else { throw SystemError("realpath", path: path) }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, sorted, without "." and "..". Bytes that are not UTF-8 are replaced.
    package static func names(in folder: String) throws(SystemError) -> [String] {
        try entries(of: Array(folder.utf8CString)).map(shown).sorted()
    }

    /// The names in a folder as NUL-terminated bytes.
    static func entries(of folder: [CChar]) throws(SystemError) -> [[CChar]] {
        guard let listing = opendir(folder) else { throw SystemError("opendir", path: shown(folder)) }
        defer { closedir(listing) }
        var entries: [[CChar]] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
                }
            }
            if name != [46, 0], name != [46, 46, 0] { entries.append(name) }
        }
        return entries
    }

    /// A C name or path as text.
    static func shown(_ path: [CChar]) -> String {
        String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
