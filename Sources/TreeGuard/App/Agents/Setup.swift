import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

/// `treeguard init`: what a repository needs, beside what it has.
struct Setup {
    let root: String
    let files: [SetupFile]
    /// Remarks for the person.
    let remarks: [String]

    /// - Parameter tools: the agents to write for; nil for Claude Code and those whose folder is there.
    init(_ session: Session, tools: [AgentTool]?) throws {
        let repository = try Repository.open(
            at: session.directory, environment: session.environment, run: session.run)
        guard let root = repository.layout.workTree else {
            throw Failure(
                .notARepository, what: "nothing was written", why: "a bare repository has no files of its own",
                next: "run it in a worktree; treeguard install --server guards what is pushed here")
        }
        self.root = root
        let reader = SetupReader(root: root)
        let draft = try TeamFileDraft(found: repository, session)
        let chosen = tools ?? AgentTool.allCases.filter { $0 == .claude || Files.isFolder("\(root)/\($0.folder)") }
        var files = [
            SetupFile(
                TeamFileDraft.path, draft.summary, whole: draft.text, over: try reader.text(of: TeamFileDraft.path))
        ]
        if chosen.contains(.claude) {
            let path = AgentPages.treeClosePath
            files.append(
                SetupFile(
                    path, "/tree-close closes a worktree", whole: AgentPages.treeClose, over: try reader.text(of: path))
            )
        }
        for tool in chosen { files.append(tool.settings(over: try reader.bytes(of: tool.settingsPath))) }
        if !chosen.isEmpty {
            files.append(
                AgentPages.agents(over: try reader.text(of: AgentPages.agentsPath), protecting: draft.branch))
        }
        self.files = files
        remarks = try Setup.remarks(reader, chosen)
    }

    private static func remarks(_ reader: SetupReader, _ tools: [AgentTool]) throws -> [String] {
        guard tools.contains(.claude) else { return [] }
        var remarks: [String] = []
        for name in [".claude/commands/tree.md", ".claude/commands/tree/close.md"]
        where try reader.bytes(of: name) != nil {
            remarks.append("\(name) is there: let its close run `treeguard close`")
        }
        if let text = try reader.text(of: "CLAUDE.md"), !text.contains("AGENTS.md"),
            !text.contains("treeguard: begin")
        {
            remarks.append("CLAUDE.md does not name AGENTS.md: add the line @AGENTS.md")
        }
        if let text = try reader.text(of: AgentTool.claude.settingsPath),
            text.contains("\"disableAllHooks\": true")
        {
            remarks.append("\(AgentTool.claude.settingsPath) switches all hooks off (disableAllHooks)")
        }
        return remarks
    }

    func write() throws {
        for file in files {
            guard let text = file.text else { continue }
            let path = "\(root)/\(file.path)"
            do throws(SystemError) {
                // A link stays one: what it leads to is written.
                let target = Files.exists(path) ? try Files.resolved(path) : path
                try Files.makeFolder(String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)]))
                let mode = Files.exists(target) ? try Files.mode(of: target) : 0o644
                try Files.write(text, to: target, mode: mode)
            } catch {
                throw error.failure
            }
        }
    }
}

/// The files of a worktree that matter here.
private struct SetupReader {
    let root: String

    /// nil where there is none. What is there and cannot be read is never written over.
    func bytes(of path: String) throws -> [UInt8]? {
        let full = "\(root)/\(path)"
        guard Files.exists(full) else { return nil }
        let (place, top): (String, String)
        do throws(SystemError) {
            (place, top) = (try Files.resolved(full), try Files.resolved(root))
            if place.hasPrefix(top + "/") { return try Files.read(place, limit: 4 << 20) }
        } catch {
            throw error.failure
        }
        throw Failure(
            .fileUnreadable, what: "nothing was written", why: "\(Escaped(path)) leads out of the repository",
            next: "ls -l \(ShellQuoted(full))")
    }

    func text(of path: String) throws -> String? {
        guard let bytes = try bytes(of: path) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .fileUnreadable, what: "nothing was written", why: "\(Escaped(path)) is no UTF-8 text",
                next: "file \(ShellQuoted("\(root)/\(path)"))")
        }
        return text
    }
}

extension TeamFileDraft {
    /// The frameworks of the repository, and where this machine finds its databases.
    fileprivate init(found repository: Repository, _ session: Session) throws {
        var request = try ChangeRequest(session.arguments)
        request.isWhole = true
        let landing = try Landing.find(request, session: session)
        let discovery = try landing.discovery()
        let folders = Set(
            discovery.migrations.map {
                Folder(path: $0.sequence.text, framework: $0.identity.framework)
            }.filter { !$0.path.isEmpty })
        let environments = try Environments([], landing, session).list.map { found in
            Environment(
                name: found.name, isRequired: found.isRequired,
                source: found.settings.source ?? found.origin.flatMap { EnvironmentSource(origin: $0) })
        }
        self.init(branch: landing.branch, folders: folders.sorted(), environments: environments)
    }
}
