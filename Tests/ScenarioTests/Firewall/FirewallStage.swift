import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// A repository with a firewall in `.treeguard`, and a server on loopback that behaves as DigitalOcean's API does.
final class FirewallStage: Sendable {
    static let token = "dop_v1_0123456789abcdef"
    static let cluster = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
    /// The rules of others: with members that nobody here knows.
    static let others = """
        [{"uuid": "79f26d28-ea8a-41f2-8ad8-8cfcdd020095", "cluster_uuid": "\(cluster)", "type": "k8s", \
        "value": "ff2a6c52-5a44-4b63-b99c-0e98e7a63d61", "created_at": "2019-11-14T20:30:28Z"}, \
        {"uuid": "adfe81a8-0fa1-4e2d-973f-06aa5af19b44", "cluster_uuid": "\(cluster)", "type": "ip_addr", \
        "value": "192.0.2.1", "description": "the \\"office\\"", "created_at": "2019-11-14T20:30:28Z", \
        "later": {"list": [1, null, true]}}]
        """

    let repository: TemporaryRepository
    private let api: TemporaryFolder
    private let stub: Watchdog

    init(rules: String = others, settings: String = "timeout = 4s") throws {
        repository = try TemporaryRepository()
        api = try TemporaryFolder()
        try api.write(rules, to: "rules.json")
        stub = try Watchdog(
            Command("sh", ["-c", "exec python3 \"$1\" \"$2\""]),
            arguments: [ProjectFolder.path("Tests/Programs/FirewallStub/stub.py"), api.path])
        try #require(eventually { Files.exists(api.path("port")) })
        try prepare(repository, settings)
    }

    private func prepare(_ repository: TemporaryRepository, _ settings: String) throws {
        let port = try api.read("port")
        try repository.commit([
            ".treeguard": """
            [firewall "digitalocean"]
            	cluster = \(Self.cluster)
            	token = env:DIGITALOCEAN_API_TOKEN
            	url = http://127.0.0.1:\(port)
            	\(settings)

            """
        ])
    }

    /// The rules as the provider has them now.
    var rules: String { get throws { try api.read("rules.json") } }
    var requests: [String] {
        get throws {
            guard Files.exists(api.path("log")) else { return [] }
            return try api.read("log").split(separator: "\n").map { $0.split(separator: " ").map(String.init)[0] }
        }
    }

    func lets(_ address: String) throws -> Bool { try rules.contains("\"\(address)\"") }

    /// Sets the faults that the next requests of that method meet, in their order.
    func meet(_ faults: String...) throws { try api.write(faults.map { $0 + "\n" }.joined(), to: "faults") }

    func replaceRules(_ text: String) throws { try api.write(text, to: "rules.json") }

    func command(
        _ words: [String], in place: String? = nil, _ extra: [String: String?] = [:]
    ) throws -> Command {
        var environment: [String: String?] = repository.environment
        environment["DIGITALOCEAN_API_TOKEN"] = Self.token
        environment.merge(extra) { $1 }
        return Command(
            "\(try ProjectFolder.builtPrograms())/treeguard", words, in: place ?? repository.path,
            environment: environment)
    }

    func treeguard(
        _ words: String..., in place: String? = nil, environment: [String: String?] = [:]
    ) throws -> CommandOutput {
        let output = Subprocess.run(try command(words, in: place, environment))
        // Whatever is tried here: nothing that is said holds the token.
        #expect(!output.outputText.contains(Self.token) && !output.errorText.contains(Self.token))
        return output
    }

    /// Runs it while `body` does something to it, by its process's number. Gives how it ended.
    func treeguard(_ words: String..., during body: @escaping @Sendable (Int32) throws -> Void) throws -> CommandOutput
    {
        try treeguard(words, environment: [:], during: body)
    }

    func treeguard(
        _ words: [String], environment: [String: String?], during body: @escaping @Sendable (Int32) throws -> Void
    ) throws -> CommandOutput {
        let pidFile = repository.folder.path("pid")
        try Files.remove(pidFile)
        var shell = try command(
            ["-c", "echo $$ > '\(pidFile).new'; mv '\(pidFile).new' '\(pidFile)'; exec \"$@\"", "sh"], environment)
        shell.arguments += [shell.program] + words
        shell.program = "sh"
        let results = simultaneously([shell, nil]) { shell -> Result<CommandOutput?, any Error> in
            if let shell { return .success(Subprocess.run(shell)) }
            return Result {
                try #require(eventually { Files.exists(pidFile) })
                try body(try #require(Int32(try self.repository.folder.read("pid").dropLast())))
                return nil
            }
        }
        return try #require(try results.compactMap { try $0.get() }.first)
    }

    /// Waits for what another process does in its own time.
    func wait(_ isTrue: () throws -> Bool) throws {
        let came = try eventually(isTrue)
        try #require(came, "it did not come true within ten seconds")
    }

    /// The processes that wait beside openings of this repository.
    func watchers() throws -> [Int32] {
        try Files.names(in: "/proc").compactMap { Int32($0) }.filter { id in
            let line = String(decoding: (try? Files.read("/proc/\(id)/cmdline")) ?? [], as: UTF8.self)
            return line.contains("\0watch\0") && line.contains(repository.path)
        }
    }

    var record: String { "\(repository.path)/.git/treeguard/firewall" }
}
