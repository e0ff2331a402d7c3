import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

extension DeploySession {
    /// Creates the table of deployments if it is missing, upgrades one of an earlier version, and lets the named roles
    /// read it.
    ///
    /// - Returns: remarks for the user
    package func makeRecord(readers: [String]) throws(Failure) -> [String] {
        var remarks: [String] = []
        if try isTrue(RunRecord.mayBeWritten) {
            remarks += try upgradeRecord()
        } else {
            try checkRecord()
            try inTransaction(RunRecord.creation)
        }
        return try remarks + admit(readers)
    }

    private func upgradeRecord() throws(Failure) -> [String] {
        let form = try answers(to: [RunRecord.form]).first?.rows.first ?? []
        guard form.count == 3, form[0] != "t" else { return [] }
        guard form[1] == "t" else {
            try inTransaction([RunRecord.scrubbing])
            return [
                "treeguard.deployment belongs to \(Escaped(form[2] ?? "another role")), and everybody may read it: "
                    + "a deployment by that role changes that"
            ]
        }
        try inTransaction(RunRecord.upgrade)
        return [
            "only its owner reads treeguard.deployment from now on, and it holds no messages of the server's any more: "
                + "name the roles that check in deploy.readers"
        ]
    }

    private func admit(_ readers: [String]) throws(Failure) -> [String] {
        guard !readers.isEmpty else { return [] }
        var remarks: [String] = []
        for row in try answers(to: [RunRecord.readers(readers)]).first?.rows ?? [] where row.count == 3 {
            guard let name = row[0], row[2] != "t" else { continue }
            guard row[1] == "t" else {
                throw Failure(
                    .configurationInvalid, what: "nothing was deployed",
                    why: "deploy.readers names \(Escaped(name)), and there is no such role",
                    next: "CREATE ROLE \(Escaped(sqlIdentifier(name))), or correct .treeguard")
            }
            do throws(Failure) {
                try inTransaction([RunRecord.admission(of: name)])
            } catch {
                remarks.append("\(Escaped(name)) may not read treeguard.deployment: \(error.why)")
            }
        }
        return remarks
    }

    private func inTransaction(_ questions: [Question]) throws(Failure) {
        do throws(ServerRefusal) {
            let ending = try transaction { () throws(ServerRefusal) in
                for question in questions { _ = try session.execute(question) }
            }
            switch ending {
            case .committed: return
            case .undone(let refusal), .notKnown(let refusal): throw refusal
            }
        } catch {
            throw failure(error, "nothing was deployed")
        }
    }

    /// Throws before anything runs if the role may not write the record. Writes nothing.
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
