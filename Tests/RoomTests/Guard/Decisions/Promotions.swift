import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations

@Suite struct Promotions {
    private let chain = [
        EnvironmentSettings(name: "production", required: true, after: "staging"),
        EnvironmentSettings(name: "staging", after: "dev"), EnvironmentSettings(name: "dev"),
    ]

    private func promotion(_ migrations: [RepositoryPath], _ present: [String: [RepositoryPath]]) -> Promotion {
        Promotion(of: "production", migrations, in: chain) { environment, path in
            present[environment].map { $0.contains(path) }
        }
    }

    @Test func nothingWaitsForWhatTheEnvironmentBeforeHas() {
        #expect(promotion(["a"], ["staging": ["a"]]).isClear)
        #expect(promotion([], [:]).isClear)
        #expect(Promotion(of: "dev", ["a"], in: chain) { _, _ in nil }.isClear)
    }

    @Test func productionWaitsForWhatStagingLacks() {
        let waiting = promotion(["a", "b"], ["staging": ["a"], "dev": ["a", "b"]])
        #expect(waiting.hindrances == [.init(environment: "staging", lacking: ["b"])])
        #expect(waiting.first == "staging")
    }

    @Test func aChainIsFollowedToItsBeginning() {
        let waiting = promotion(["a", "b"], ["staging": [], "dev": ["a"]])
        #expect(
            waiting.hindrances == [
                .init(environment: "staging", lacking: ["a", "b"]), .init(environment: "dev", lacking: ["b"]),
            ])
        #expect(waiting.first == "dev")
    }

    @Test func whatCouldNotBeAskedIsTakenToLackEverything() {
        let waiting = promotion(["a"], ["dev": ["a"]])
        #expect(waiting.hindrances == [.init(environment: "staging", lacking: ["a"], isAsked: false)])
    }

    @Test(arguments: [
        [("a", "b"), ("b", "a")], [("a", "a")], [("x", "a"), ("a", "b"), ("b", "c"), ("c", "a")],
    ])
    func aCircleIsFound(pairs: [(String, String)]) throws {
        let settings = pairs.map { EnvironmentSettings(name: $0.0, after: $0.1) }
        #expect(Promotion.circle(in: settings) != nil)
        #expect(try Promotion.predecessors(of: pairs[at: 0].0, in: settings).count < 4)
    }

    @Test func aChainIsNoCircle() {
        #expect(Promotion.circle(in: chain) == nil)
    }

    @Test func aCircleIsAWrongConfiguration() throws {
        let failure = try #require(throws: Failure.self) {
            try Config(entries: [
                (key: "environment.staging.after", value: "production"),
                (key: "environment.production.after", value: "staging"),
            ])
        }
        #expect(failure.code == .configurationInvalid)
        #expect(failure.why.contains("production comes after staging comes after production"))
    }

    @Test(arguments: ["*", "**", "*.sql", "**/*.sql", "*/*"])
    func anAcceptanceOfEverythingIsRefused(pattern: String) throws {
        let failure = try #require(throws: Failure.self) {
            try Config(entries: [(key: "accept.\(pattern).reason", value: "we know")])
        }
        #expect(failure.code == .configurationInvalid)
    }

    @Test(arguments: ["0003_legacy.sql", "db/*.sql", "000*_*.sql", "legacy/**"])
    func anAcceptanceMayNameAFewFiles(pattern: String) throws {
        let config = try Config(entries: [(key: "accept.\(pattern).reason", value: "we know")])
        #expect(config.accepted.count == 1)
    }
}
