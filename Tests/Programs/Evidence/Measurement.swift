import TreeGuardCore
import TreeGuardSystem

/// One project, measured: every answer, which files did not run, and how long the asking took.
struct Measurement: Sendable {
    let project: Project
    private(set) var answers: [Answer] = []
    /// Why each file that does not run did not, by its index.
    private(set) var failures: [Int: String] = [:]
    private(set) var traceless: [Int] = []
    private(set) var time = Duration.zero

    private let server: ThrowawayServer
    private let program: String

    /// - Parameter program: the treeguard that is asked
    init(_ project: Project, _ program: String, on server: ThrowawayServer) throws {
        self.project = project
        self.program = program
        self.server = server
        failures = try findFailures()
        try ask()
        try findTraceless()
    }

    private var runnable: [Int] { project.files.indices.filter { failures[$0] == nil } }

    /// Runs every file once, each as soon as those before it have run.
    private func findFailures() throws -> [Int: String] {
        var failures: [Int: String] = [:]
        var database = try Database(on: server, project.prelude)
        var index = 0
        while index < project.files.count {
            switch failures[index] == nil ? database.run(project.files[index]) : .ran {
            case .ran: break
            case .failed(let why): failures[index] = why
            case .failedMidway(let why):
                // What it left behind would mislead those after it: from the start, without it.
                failures[index] = why
                database = try Database(on: server, project.prelude)
                index = -1
            }
            index += 1
        }
        return failures
    }

    /// Runs them again, one at a time, and asks at every moment.
    private mutating func ask() throws {
        let runnable = runnable
        let database = try Database(on: server, project.prelude)
        let inquiry = Inquiry(
            program: program, project: project, history: try History(project.files, runnable: runnable),
            url: database.url)
        let started = Clock.monotonic()
        for count in 0...runnable.count {
            if count > 0 { try run(runnable[count - 1], on: database) }
            let next = count < runnable.count ? runnable[count] : project.files.count
            let last = count > 0 ? runnable[count - 1] : -1
            let moments = Moment.all(
                after: count, of: runnable, failing: failures.keys.filter { $0 > last && $0 < next }.sorted())
            answers += simultaneously(moments) { inquiry.answers(at: $0) }.joined()
        }
        time = Clock.monotonic() - started
        let failing = Set(failures.keys.map { project.files[$0].name })
        // A status says of no file what it could not verify.
        let unverified = Set(answers.filter(\.hasUnverified).map(\.file))
        for index in answers.indices {
            answers[index].runs = !failing.contains(answers[index].file)
            answers[index].hasUnverified = unverified.contains(answers[index].file)
        }
    }

    /// A file that a check answers alike just before and just after it ran may have changed nothing. A dump tells.
    private mutating func findTraceless() throws {
        let alike = filesAnsweredAlike()
        guard let last = alike.max() else { return }
        let database = try Database(on: server, project.prelude)
        for index in runnable where index <= last {
            let before = alike.contains(index) ? try database.schema() : nil
            try run(index, on: database)
            if let before, before == (try database.schema()) { traceless.append(index) }
        }
        let names = Set(traceless.map { project.files[$0].name })
        for index in answers.indices where names.contains(answers[index].file) { answers[index].leavesTrace = false }
    }

    private func filesAnsweredAlike() -> Set<Int> {
        var said: [String: Set<String>] = [:]
        for answer in answers where answer.kind == .before || answer.kind == .after {
            said[answer.file, default: []].insert(answer.said)
        }
        return Set(runnable.filter { said[project.files[$0].name]?.count == 1 })
    }

    private func run(_ index: Int, on database: Database) throws {
        let file = project.files[index]
        guard let why = database.run(file).failure else { return }
        throw Failure(
            .throwawayServerFailed, what: "\(Escaped(file.name)) ran once and then not again", why: why,
            next: "it depends on more than the files before it: leave it out")
    }
}
