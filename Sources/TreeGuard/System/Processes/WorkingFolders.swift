import Glibc
import TreeGuardIncoming

/// The working folders of processes, as far as /proc tells: those of other users are not visible.
package enum WorkingFolders {
    /// A process whose working folder is the given one, or inside it.
    package struct Process: Sendable, Hashable {
        package let id: Int32
        package let name: String
        /// True for this process and its ancestors.
        package let isAncestor: Bool
    }

    package static func processes(in folder: String) -> [Process] {
        let own = Set([getpid()] + ProcessAncestry.ancestors(of: getppid()).map(\.id))
        var known = ((try? Files.names(in: "/proc")) ?? []).compactMap { Int32($0) }
        if known.isEmpty { known = [getpid()] }
        return known.sorted().compactMap { id in
            guard let place = place(of: id), place == folder || place.hasPrefix(folder + "/") else { return nil }
            let name = (try? Files.read("/proc/\(id)/comm")).map { String(decoding: $0.dropLast(), as: UTF8.self) }
            return Process(id: id, name: name ?? "process", isAncestor: own.contains(id))
        }
    }

    private static func place(of id: Int32) -> String? {
        if id == getpid() { return try? ProcessEnvironment.currentDirectory() }
        return try? Files.destination(ofLink: "/proc/\(id)/cwd")
    }
}
