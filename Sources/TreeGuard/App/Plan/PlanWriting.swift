import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSystem

/// Keeps a page of the plan in the repository: begins it, or makes its own parts anew and leaves the rest as it is.
struct PlanWriting {
    let checking: Checking
    let session: Session
    let template: PageTemplate
    /// True if the person said that the page may lie elsewhere.
    let mayBeOutside: Bool

    /// Gives the path as people would say it, and whether there was anything to write.
    func write(_ contents: PageContents, to given: String?) throws(Failure) -> (path: String, isChanged: Bool) {
        guard let root = checking.landing.repository.layout.workTree else {
            throw refused("the repository has no worktree", next: "run it in a worktree")
        }
        let path = if let given { session.path(given) } else { "\(root)/\(try standardPath())" }
        let result: Result<(path: String, isChanged: Bool), Failure>
        do throws(SystemError) { result = try write(contents, path, Files.resolved(root)) } catch {
            throw error.failure
        }
        return try result.get()
    }

    private func write(
        _ contents: PageContents, _ path: String, _ root: String
    ) throws(SystemError) -> Result<(path: String, isChanged: Bool), Failure> {
        // What lies above must be looked at before anything is made there: a link may lead out.
        let folder = try Files.resolved(nearestFolder(above: path))
        let isInside = folder == root || folder.hasPrefix(root + "/")
        guard isInside || mayBeOutside else {
            return .failure(
                refused("\(Escaped(path)) lies outside of the repository", next: "add --outside if it is meant to"))
        }
        guard !Files.isLink(path) else {
            return .failure(refused("\(Escaped(path)) is a link", next: "name the file that it leads to"))
        }
        let old = Files.exists(path) ? try Files.read(path) : nil
        let new: [UInt8]
        do throws(Failure) { new = try page(contents, old, path) } catch { return .failure(error) }
        let shown = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
        guard new != old else { return .success((shown, false)) }
        try Files.makeFolder(Files.folder(of: path))
        try Files.write(new, to: path)
        return .success((shown, true))
    }

    private func page(_ contents: PageContents, _ old: [UInt8]?, _ path: String) throws(Failure) -> [UInt8] {
        guard let old, !old.isEmpty else {
            let day = Clock.wall().description.prefix(10)
            return Array(template.page(contents, on: String(day)).utf8)
        }
        let page: MarkedPage
        do throws(MarkedPage.Damage) { page = try MarkedPage(old, known: PageContents.names) } catch {
            throw refused("\(Escaped(path)):\(error.line): \(error.what)", next: "mend the mark, or move the page away")
        }
        guard !page.names.isEmpty else {
            throw refused(
                "\(Escaped(path)) is there, and has none of treeguard's marks",
                next: "name another file, or move it away")
        }
        return page.replacing(contents.parts)
    }

    /// `docs/pending/feature-x.md`
    private func standardPath() throws(Failure) -> String {
        let branch = checking.landing.sourceName
        let name = String(branch.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "-" })
        guard !name.allSatisfy({ $0 == "." || $0 == "-" }) else {
            throw refused(
                "no name for the page follows from \(branch)", next: "name it: treeguard plan --write docs/x.md")
        }
        return template == .pending ? "docs/pending/\(name).md" : "docs/pending/\(name)-checklist.md"
    }

    private func nearestFolder(above path: String) -> String {
        var folder = Files.folder(of: path)
        while !Files.exists(folder), folder.count > 1 { folder = Files.folder(of: folder) }
        return folder
    }

    private func refused(_ why: String, next: String) -> Failure {
        Failure(.usage, what: "the page was not written", why: why, next: next)
    }
}

extension Files {
    fileprivate static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    fileprivate static func isLink(_ path: String) -> Bool { (try? destination(ofLink: path)) != nil }
}
