import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema
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
        try compareSchemas()
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

    /// A file that a check answers alike just before and just after it ran may have changed nothing, and a change that is
    /// called SAFE too early may lack nothing. Dumps tell.
    private mutating func compareSchemas() throws {
        let alike = filesAnsweredAlike()
        let early = answers.indices.filter { answers[$0].isSafe && !answers[$0].hasRun }
        let schemas = try schemas(
            after: Set(alike.flatMap { [$0, $0 + 1] } + early.flatMap { [answers[$0].count, answers[$0].end ?? 0] }))
        traceless = alike.filter { schemas[$0] == schemas[$0 + 1] }.map { runnable[$0] }
        let names = Set(traceless.map { project.files[$0].name })
        for index in answers.indices where names.contains(answers[index].file) { answers[index].leavesTrace = false }
        for index in early {
            guard let end = answers[index].end else { continue }
            answers[index].lacksSomething = schemas[answers[index].count] != schemas[end]
        }
    }

    /// Dumps of the schema after so many files, each taken as the files run once more.
    private func schemas(after counts: Set<Int>) throws -> [Int: SchemaText] {
        guard let last = counts.max() else { return [:] }
        let database = try Database(on: server, project.prelude)
        var schemas: [Int: SchemaText] = [:]
        for count in 0...last {
            if count > 0 { try run(runnable[count - 1], on: database) }
            if counts.contains(count) { schemas[count] = try database.schema() }
        }
        return schemas
    }

    /// How many files run before each file that was answered alike.
    private func filesAnsweredAlike() -> [Int] {
        var said: [String: Set<String>] = [:]
        for answer in answers where answer.kind == .before || answer.kind == .after {
            said[answer.file, default: []].insert(answer.said)
        }
        let runnable = runnable
        return runnable.indices.filter { said[project.files[runnable[$0]].name]?.count == 1 }
    }

    private func run(_ index: Int, on database: Database) throws {
        let file = project.files[index]
        guard let why = database.run(file).failure else { return }
        throw Failure(
            .throwawayServerFailed, what: "\(Escaped(file.name)) ran once and then not again", why: why,
            next: "it depends on more than the files before it: leave it out")
    }
}
