import TreeGuardCore

extension DeploySession {
    /// Makes the table that remembers deployments, where there is none.
    package func makeRecord() throws(Failure) {
        if try isTrue(RunRecord.mayBeWritten) { return }
        try checkRecord()
        do throws(ServerRefusal) {
            let ending = try transaction { () throws(ServerRefusal) in
                for question in RunRecord.creation { _ = try session.execute(question) }
            }
            switch ending {
            case .committed: return
            case .undone(let refusal), .notKnown(let refusal): throw refusal
            }
        } catch {
            throw failure(error, "nothing was deployed")
        }
    }

    /// Who may not keep it is told so before anything runs. Writes nothing.
    package func checkRecord() throws(Failure) {
        if try isTrue(RunRecord.mayBeWritten) { return }
        if try isTrue(RunRecord.mayBeMade) { return }
        throw Failure(
            .permissionDenied, what: "nothing was deployed",
            why: "this role may neither write treeguard.deployment nor make it, which remembers what was deployed",
            next:
                "as its owner: CREATE SCHEMA treeguard AUTHORIZATION the role, or GRANT it SELECT, INSERT and UPDATE "
                + "ON treeguard.deployment; or git config -f .treeguard deploy.record false")
    }

    private func isTrue(_ question: Question) throws(Failure) -> Bool {
        try answers(to: [question]).first?.rows.first?.first == "t"
    }
}
