import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// The setup around a file's statements: limits, settings, records, and retries.
extension DeploySession {
    /// Resets the session, then applies our limits and the settings that the file made before this part.
    func prepare(_ run: FileRun, part: Int) throws(ServerRefusal) {
        isFresh = false
        guard !isPooled else { return }
        let fresh = ["RESET SESSION AUTHORIZATION", "RESET ALL", "CLOSE ALL", "DISCARD TEMP"]
        _ = try session.execute((fresh + limits(run) + place + [durable]).joined(separator: "; "))
        try replay(run.settings(before: part))
    }

    func replay(_ settings: [Instruction]) throws(ServerRefusal) {
        for instruction in settings { _ = try session.execute(instruction.text) }
    }

    /// The first statements of a transaction behind a pooler, where no session keeps settings.
    func opening(_ run: FileRun) -> [String] {
        guard isPooled else { return [] }
        return (limits(run) + place).map { "SET LOCAL" + $0.dropFirst("SET".count) } + [durable]
    }

    /// Turns synchronous_commit on, even if the role turns it off: our record must survive a crash of the server.
    private var durable: String {
        """
        SELECT pg_catalog.set_config('synchronous_commit', 'on', \(isPooled))
        WHERE pg_catalog.current_setting('synchronous_commit') = 'off'
        """
    }

    /// The limits that the file does not set itself.
    func limits(_ run: FileRun) -> [String] {
        var settings = [
            ("lock_timeout", retryLimits.lock.setting),
            ("statement_timeout", retryLimits.statementInTransaction.setting),
            ("idle_in_transaction_session_timeout", "300000"),
        ]
        // A statement must not run on after its client is gone.
        if checksConnection { settings.append(("client_connection_check_interval", "1000")) }
        return settings.filter { !run.sets($0.0) }.map { "SET \($0.0) = \($0.1)" }
    }

    /// The search path, if the address sets one.
    private var place: [String] {
        guard let schema = settings.schema else { return [] }
        return [
            "SET search_path = \(schema.split(separator: ",").map { sqlIdentifier(String($0)) }.joined(separator: ", "))"
        ]
    }

    /// Writes the file's records in the open transaction. Later premises expect the rows that we wrote.
    func note(_ amendment: Amendment) throws(ServerRefusal) {
        guard !amendment.isEmpty else { return }
        try becomeOurselves()
        for question in amendment.preparations { _ = try session.execute(question) }
        for premise in amendment.premises {
            guard try session.execute(premise.question).rows == (written[premise.question] ?? premise.rows) else {
                throw ServerRefusal(
                    PostgresError(
                        .changedMeanwhile, "somebody else wrote to the ledger since it was read",
                        next: "look again: treeguard check"))
            }
        }
        for question in amendment.statements { _ = try session.execute(question) }
        for premise in amendment.premises { written[premise.question] = try session.execute(premise.question).rows }
    }

    /// Resets the role, so that we own the rows: a DO block or a function of the file may have changed it.
    private func becomeOurselves() throws(ServerRefusal) {
        // DEFAULT is the role with which the connection began; NONE would skip a role set by the address or the role's
        // settings.
        _ = try session.execute("SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL role TO DEFAULT")
    }

    func retrying(
        _ run: FileRun, _ part: Int, _ observing: ObserveRun, _ work: () throws(RunFailure) -> Void
    ) throws(RunFailure) {
        var attempt = 0
        while true {
            do throws(RunFailure) {
                return try work()
            } catch {
                guard error.isWorthRetrying, attempt < retryLimits.retries, !stop.isUp else { throw error }
                attempt += 1
                let pause = retryLimits.pause(before: attempt)
                let moment = RunMoment.waiting(
                    attempt: attempt, of: retryLimits.retries, pause: pause, because: error.failure.why)
                try observe(moment, run, part: part, observing)
                rest(pause)
            }
        }
    }

    /// Records the state of the file, if the server still answers. After an interruption, the existing row tells it.
    func remember(_ failure: RunFailure, of run: FileRun) {
        guard let record = run.record, session.isIdle, !stop.isUp else { return }
        var begun = failure.partsDone
        if case .within(let part) = failure.standing { begun = part + 1 }
        // A failed file of one step leaves nothing; if the table is missing, there is no row to write.
        _ = try? transaction { () throws(ServerRefusal) in
            try becomeOurselves()
            _ = try session.execute(
                record.failed(done: failure.partsDone, begun: begun, error: failure.recorded))
        }
    }

    private func next(after told: Failure, _ code: Failure.Code) -> String {
        switch code {
        case .interrupted, .connectionLost: "deploy again: it goes on where it stopped"
        case .deploymentFailed: "fix the error above, then deploy again"
        case .lockTimedOut: "deploy again when nobody holds the lock, or allow more: deploy.lockTimeout, deploy.retries"
        case .statementTimedOut: "allow the statement more time: deploy.statementTimeout in .treeguard"
        default: told.next
        }
    }

    func failure(
        _ refusal: ServerRefusal, _ run: FileRun, _ standing: RunFailure.Standing, _ instruction: Instruction? = nil
    ) -> RunFailure {
        if let told = refusal.told { return RunFailure(told, standing, instruction: instruction) }
        let told = Failure(refusal.error, of: settings)
        let place = "\(run.path)\(instruction?.line ?? "")"
        let code: Failure.Code =
            stop.isUp ? .interrupted : told.code == .queryFailed ? .deploymentFailed : told.code
        return RunFailure(
            Failure(
                code, what: "\(place) was not deployed", why: stop.isUp ? "it was stopped" : told.why,
                next: next(after: told, code)),
            standing, instruction: instruction, state: refusal.state)
    }
}

extension RunFailure {
    /// True if another session was in the way, which may be gone a moment later.
    fileprivate var isWorthRetrying: Bool { state.map { ["55P03", "40P01", "40001"].contains($0) } ?? false }
}

extension Amendment {
    var isEmpty: Bool { preparations.isEmpty && premises.isEmpty && statements.isEmpty }
}

extension Duration {
    /// The duration in milliseconds, as the server's settings count; 0 would mean no limit at all.
    var setting: String { "\(max(1, milliseconds))" }
}
