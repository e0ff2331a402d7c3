import TreeGuardBase
import TreeGuardMigrations

extension CheckReport.Problem {
    package init(stale artifact: Artifact) {
        self.init(
            message: "\(Escaped(artifact.path)) is generated from migrations, and this change does not touch it",
            help: artifact.generator.map { "write it anew: \(Escaped($0))" }
                ?? "write it anew, and say how in .treeguard: generator = COMMAND", severity: .warn)
    }

    package init(stale acceptance: Acceptance) {
        let pattern = "\(Escaped(acceptance.pattern))"
        self.init(
            message: "[accept \"\(pattern)\"] in .treeguard names no file of the tree",
            help: "take the entry out: git config -f .treeguard --remove-section "
                + ShellQuoted("accept.\(acceptance.pattern)").description, severity: .info)
    }
}
