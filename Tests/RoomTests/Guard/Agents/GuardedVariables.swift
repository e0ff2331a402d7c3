import Testing
import TreeGuardGuard

/// Variables that give git settings, or TreeGuard an answer, are a person's in whatever form a shell line sets them.
@Suite struct GuardedVariables {
    static let names = [
        "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0", "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM", "TREEGUARD_ALLOW", "TREEGUARD_TTY", "TREEGUARD_PRODUCTION_URL",
    ]

    @Test(arguments: names)
    func areRefused(name: String) {
        let value = "\"'core.hooksPath=/tmp/none'\""
        for line in [
            "\(name)=\(value) git merge feature", "export \(name)=\(value); git merge feature",
            "env \(name)=\(value) git merge feature", "env -i A=b \(name)=\(value) git merge feature",
            "true && \(name)=\(value) git status", "bash -c '\(name)=x git merge feature'",
            "A=b \(name)=x git push", "(\(name)=x git push)",
        ] {
            let actions = AgentDeed.all(in: line) { _, _ in nil }
            #expect(actions.contains { if case .forbiddenAction = $0 { true } else { false } }, "\(line): \(actions)")
        }
    }

    @Test(arguments: [
        "GIT_EDITOR=true", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "MY_GIT_CONFIG_COUNT=1",
    ])
    func othersAreNot(assignment: String) {
        let actions = AgentDeed.all(in: "\(assignment) git status") { _, _ in nil }
        #expect(!actions.contains { if case .forbiddenAction = $0 { true } else { false } }, "\(actions)")
    }
}
