import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem
import TreeGuardTerminal

/// One run of one hook: every passage into a protected branch is checked, decided, and written down.
struct Gate {
    let call: HookCall
    let session: Session
    let repository: Repository
    let records: DecisionRecords
    let memory: AnsweredOnce
    let operation: GitOperation
    let course: HookRunCache
    /// Tells whoever runs it, line ends included.
    let say: (String) -> Void

    /// One of git's own hooks.
    init(_ call: HookCall, _ session: Session) throws(Failure) {
        try self.init(
            call, session, operation: nil, say: { [terminal = session.terminal] in terminal.write($0, to: .error) })
    }

    /// - Parameter operation: what git is about to do, where no git is running yet: then nothing that was answered to
    ///   one counts.
    init(
        _ call: HookCall, _ session: Session, operation: GitOperation?, say: @escaping (String) -> Void
    ) throws(Failure) {
        self.call = call
        self.session = session
        self.say = say
        repository = try Repository.open(at: session.directory, environment: session.environment, run: session.run)
        course = HookRunCache { Allowing(in: session.directory, run: session.run).person() }
        records = DecisionRecords(commonDirectory: repository.layout.commonDirectory)
        memory = AnsweredOnce(
            commonDirectory: repository.layout.commonDirectory,
            command: operation == nil
                ? ProcessAncestry.gitCommand() : CommandIdentity(process: 0, started: "\(Clock.monotonic())"))
        self.operation =
            operation
            ?? ProcessAncestry.gitOperation(environment: session.environment)
    }

    /// One that is stopped stops the command; the others are looked at all the same, so that all is said at once.
    func passes() throws -> Bool { try passes(IncomingChanges(call, in: repository).incomingChanges()) }

    func passes(_ incomingChanges: [IncomingChange]) throws -> Bool {
        var stopped: [BlockRecord] = []
        for incomingChange in incomingChanges {
            let checking = try course.checking(incomingChange) {
                try Checking.begin(Landing.of(incomingChange, in: repository), session)
            }
            guard !checking.bringsNothing else { continue }
            guard let set = MigrationSet(into: incomingChange.branch, checking.discovery.migrations) else {
                throw Failure(
                    .internalError, what: "a hook met a file that git does not have", why: "it looks at commits only",
                    next: "report it; git -c core.hooksPath=/dev/null ... goes by the hooks")
            }
            let judging = GateDecision(gate: self, incomingChange: incomingChange, checking: checking, set: set)
            let isAlike = try course.isStopped(incomingChange) { try judging.override() != nil }
            switch isAlike ? .stopped : try word(judging) {
            case .stopped:
                stopped.append(
                    BlockRecord(
                        set, commit: incomingChange.commit?.hex, time: Clock.wall(),
                        paths: checking.discovery.migrations.map(\.path.text)))
            case .passed(let note): if incomingChange.moment == .move { record(note, on: incomingChange) }
            }
        }
        if let summary = course.summary { say(summary) }
        if !stopped.isEmpty { try records.remember(stopped: stopped) }
        return stopped.isEmpty
    }

    /// The decision on this set of migrations within this git command; a new one if there is none.
    private func word(_ judging: GateDecision) throws -> GateAnswer {
        var isNew = false
        let set = judging.set
        let key = "gate \(set.target) \(set.digest) \(judging.incomingChange.moment.isDeletion)"
        let answer = try memory.answer(to: key) {
            isNew = true
            return try judging.word().text
        }
        guard let word = answer.flatMap(GateAnswer.init(text:)) else { return .stopped }
        if word == .stopped, !isNew {
            say("treeguard: stopped, as said before.\n")
        }
        return word
    }

    private func record(_ note: String, on incomingChange: IncomingChange) {
        guard let commit = incomingChange.commit else { return }
        // git's own program: a note that another library writes would pass every hook unseen.
        let output = session.run(
            Command(
                "git", ["notes", "--ref=treeguard", "add", "--force", "--message", note, commit.hex],
                in: session.directory))
        if !output.succeeded { session.note("treeguard: the verdict could not be noted on \(commit.short)") }
    }
}

/// The gate's answer on one set of migrations, as the memo file keeps it.
enum GateAnswer: Hashable {
    case stopped
    /// With what is noted on the commit.
    case passed(note: String)

    var text: String {
        switch self {
        case .stopped: "stopped"
        case .passed(let note): "passed\n" + note
        }
    }

    init?(text: String) {
        if text == "stopped" {
            self = .stopped
        } else if text.hasPrefix("passed\n") {
            self = .passed(note: String(text.dropFirst("passed\n".count)))
        } else {
            return nil
        }
    }
}

extension IncomingChange.Moment {
    var isDeletion: Bool {
        if case .deletion = self { true } else { false }
    }
}
