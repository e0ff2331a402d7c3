import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// `treeguard allow`: gives one set of migrations a person's recorded word.
package struct Allowing: Sendable {
    /// Any folder of the repository.
    package var directory: String
    package var run: RunCommand
    package var now: @Sendable () -> Timestamp

    package init(
        in directory: String, run: @escaping RunCommand = Subprocess.run,
        now: @escaping @Sendable () -> Timestamp = Clock.wall
    ) {
        self.directory = directory
        self.run = run
        self.now = now
    }

    /// Records the word in the audit file first: an override that nobody could trace must not exist.
    package func allow(_ set: MigrationSet, _ request: AllowRequest, landing commit: String?) throws -> Override {
        let git = GitQuestions(run: run)
        let records = DecisionRecords(commonDirectory: try git.commonDirectory(directory))
        let override = Override(
            set, who: person(), reason: request.reason, given: now(), lifetime: request.lifetime)
        do {
            try records.record(
                AuditEntry(
                    .allowed, set, at: override.given, who: override.who, reason: override.reason, commit: commit))
            try records.allow(override)
        } catch let error as SystemError {
            throw error.failure
        }
        return override
    }

    /// Who acts, as git would sign a commit: "A Person <person@example.com>".
    package func person() -> String {
        let git = GitQuestions(run: run)
        guard let identity = try? git.answer(["var", "GIT_COMMITTER_IDENT"], in: directory),
            let end = identity.lastIndex(of: ">")
        else { return "unknown" }
        return String(identity[...end])
    }
}
