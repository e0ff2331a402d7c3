import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardGit
import TreeGuardGuard
import TreeGuardReports
import TreeGuardSystem

/// An agent's action before the gate: nobody is asked, and its own word counts for nothing.
struct AgentGate {
    private let call: AgentCall
    private let session: Session

    init(_ call: AgentCall, _ session: Session) {
        self.call = call
        var environment = environmentForAnotherRepository(session.environment)
        // An agent may have a terminal, and cannot answer there.
        environment["TREEGUARD_TTY"] = "0"
        environment[AllowVariable.name] = nil
        // Whoever started it, it is an agent that reads the answer.
        environment["AI_AGENT"] = "1"
        self.session = Session(
            program: session.program, arguments: session.arguments,
            directory: call.folder.isEmpty ? session.directory : call.folder,
            environment: environment, terminal: session.terminal, run: session.run)
    }

    /// Why it is not to happen; nil where it may.
    func refusal() throws -> String? {
        for action in call.actions(alias: alias) {
            if let refusal = try refusal(of: action) { return refusal }
        }
        return nil
    }

    private func refusal(of action: AgentDeed) throws -> String? {
        switch action {
        case .forbiddenAction(let forbiddenAction): return text(forbiddenAction.lines)
        case .treeguard(let words, let place): return try refusal(running: words, at: place)
        case .unclear(let why):
            return unclear(why)
        case .merge(let sources, let place):
            return try request(at: place) { request in try request.refusal(merging: sources, on: place.branch) }
        case .placeBranch(let name, let revision, let place):
            return try request(at: place) { request in try request.refusal(placing: name, at: revision) }
        case .deleteBranches(let names, let place):
            return try request(at: place) { request in try request.refusal(deleting: names) }
        case .removeWorktree(let path, let place):
            return try request(at: place) { request in try request.refusal(removing: path ?? ".") }
        case .removeFolder(let path, let place):
            guard place.isKnown else { return nil }
            if let refusal = try request(at: place, { try $0.refusal(removingFolder: path) }) { return refusal }
            // From outside of the repository: the folder itself knows whose worktree it is.
            var inside = place
            inside.folders.append(path)
            return try request(at: inside) { request in try request.refusal(removingFolder: ".") }
        case .write(let path, let place):
            var place = place
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            if place.isKnown { place.folders.append(folder.isEmpty ? "/" : folder) }
            return try request(at: place) { request in
                try request.protectedBranch().map { text(ForbiddenAction.teamFile(branch: $0).lines) }
            }
        }
    }

    /// The refusal that TreeGuard itself would give the agent.
    private func refusal(running words: [ShellWord], at place: AgentPlace) throws -> String? {
        let request: Request
        do throws(Failure) {
            request = try session.program.parse(words.map(\.text))
        } catch {
            return unclear("treeguard is given what it does not take (\(error.what))")
        }
        guard case .run(let command, let arguments) = request, WriteRequest.mayChange(command, arguments) else {
            return nil
        }
        guard words.allSatisfy(\.isLiteral) else {
            return unclear("what treeguard writes to is not known before it runs")
        }
        guard place.isKnown else { return unclear("the folder in which it runs is not known before it does") }
        var folder = place.folder(from: session.directory, home: session.environment["HOME"])
        for path in arguments.values(of: .directory) { folder = path.hasPrefix("/") ? path : "\(folder)/\(path)" }
        guard Files.isFolder(folder) else { return unclear("there is no folder \(folder) yet") }
        let limit = AgentLimit(
            command,
            Session(
                program: session.program, arguments: arguments, directory: try Files.resolved(folder),
                environment: session.environment,
                terminal: session.terminal, run: session.run), agent: AgentGate.agent)
        return try limit.refusal().map { $0.text(style: session.terminal.style(of: .error)) }
    }

    private static let agent = "its own hook asks"

    private func unclear(_ why: String) -> String {
        text([
            "treeguard: it is not clear what this line would do to a protected branch or a database. It was not run.",
            "  why:  \(Escaped(why))", "  next: write the command out plainly, one command to a line",
        ])
    }

    private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    /// The answer of the repository there; nil if there is none, for then git does nothing either.
    private func request(at place: AgentPlace, _ ask: (AgentRequest) throws -> String?) throws -> String? {
        guard place.isKnown else { return unclear("the folder in which it runs is not known before it does") }
        if place.branch == .unknown { return unclear("the branch is not known before it is checked out") }
        let folder = place.folder(from: session.directory, home: session.environment["HOME"])
        guard Files.isFolder(folder) else { return nil }
        let repository: Repository
        do throws(Failure) {
            repository = try Repository.open(at: folder, environment: session.environment, run: session.run)
        } catch  where error.code == .notARepository {
            return nil
        }
        return try ask(
            AgentRequest(
                repository: repository,
                session: Session(
                    program: session.program, arguments: session.arguments, directory: folder,
                    environment: session.environment,
                    terminal: session.terminal, run: session.run)))
    }

    private func alias(_ name: String, _ place: AgentPlace) -> String? {
        guard place.isKnown else { return nil }
        let folder = place.folder(from: session.directory, home: session.environment["HOME"])
        let output = session.run(
            Command("git", ["config", "--get", "alias.\(name)"], in: Files.isFolder(folder) ? folder : nil))
        let text = output.outputText
        return output.succeeded ? (text.hasSuffix("\n") ? String(text.dropLast()) : text) : nil
    }
}
