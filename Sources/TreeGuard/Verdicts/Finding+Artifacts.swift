import TreeGuardBase
import TreeGuardMigrations

extension Finding {
    package init(stale artifact: Artifact) {
        self.init(
            "stale-artifact",
            message: "\(Escaped(artifact.path)) is generated from migrations, and this change does not touch it",
            help: artifact.generator.map { "write it anew: \(Escaped($0))" }
                ?? "write it anew, and say how in .treeguard: generator = COMMAND")
    }

    package init(stale acceptance: Acceptance) {
        let pattern = "\(Escaped(acceptance.pattern))"
        self.init(
            "stale-acceptance", .info,
            message: "[accept \"\(pattern)\"] in .treeguard names no file of the tree",
            help: "take the entry out: git config -f .treeguard --remove-section "
                + ShellQuoted("accept.\(acceptance.pattern)").description, who: .person)
    }
}
