import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// Transactions whose outcome is known, even if the connection breaks.
extension DeploySession {
    /// The outcome of a transaction.
    enum Ending: Hashable, Sendable {
        case committed
        /// The server never got the transaction, or rolled it back.
        case undone(ServerRefusal)
        /// The outcome is not known, because the server could not be asked.
        case notKnown(ServerRefusal)
    }

    /// Begins a transaction, does the work, and commits. Throws if the work failed; then it is rolled back.
    func transaction(
        _ opening: [String] = [], _ work: () throws(ServerRefusal) -> Void
    ) throws(ServerRefusal) -> Ending {
        guard !stop.isUp else { throw .stopped }
        do throws(ServerRefusal) {
            _ = try session.execute(
                (["BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"] + opening).joined(separator: "; "))
            if isAlone, isPooled { try takeLock(DeploymentLock.takeInTransaction) }
            try work()
            guard session.isInTransaction else {
                throw ServerRefusal(
                    PostgresError(.deploymentFailed, "a statement of the file ended the transaction by itself"))
            }
            // Session settings must not reach the pooler's next client.
            if isPooled { _ = try session.execute("RESET ALL; RESET SESSION AUTHORIZATION") }
            guard !stop.isUp else { throw .stopped }
        } catch {
            if !error.isLost { _ = try? session.execute("ROLLBACK") }
            throw error
        }
        return try commit()
    }

    /// Commits. The transaction id is read before COMMIT: if no answer comes, the outcome can be asked for by that id.
    private func commit() throws(ServerRefusal) -> Ending {
        let number: String?
        do throws(ServerRefusal) {
            number = try session.execute("SELECT pg_catalog.txid_current_if_assigned()").rows.first?.first ?? nil
        } catch {
            if !error.isLost { _ = try? session.execute("ROLLBACK") }
            throw error
        }
        do throws(ServerRefusal) {
            _ = try session.execute("COMMIT")
            return .committed
        } catch {
            // A deferred constraint failed: the server has rolled back.
            guard error.isLost else { return .undone(error) }
            guard let number else { return .committed }
            return fate(of: number, after: error)
        }
    }

    /// Asks for the outcome of a transaction on a new connection; retries while it is still running, or the server is
    /// starting.
    private func fate(of number: String, after refusal: ServerRefusal) -> Ending {
        let end = Deadline.after(retryLimits.connect * 6)
        var pause = Duration.milliseconds(100)
        while !end.isPassed, !stop.isUp {
            if (try? reconnect()) != nil,
                let answer = try? session.execute(Question("SELECT pg_catalog.txid_status($1::bigint)", [number]))
            {
                switch answer.rows.first?.first {
                case "committed": return .committed
                case "aborted": return .undone(refusal)
                default: break
                }
            }
            rest(pause)
            pause = min(pause * 2, .seconds(2))
        }
        return .notKnown(refusal)
    }
}
