import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// Transactions whose end is known, whatever becomes of the connection.
extension DeploySession {
    /// The outcome of the end of a transaction.
    enum Ending: Hashable, Sendable {
        case committed
        /// The server never heard of it, or undid it.
        case undone(ServerRefusal)
        /// It may be either, and nobody could be asked.
        case notKnown(ServerRefusal)
    }

    /// Begins, does the work, and commits. Throws where the work failed: it is undone then.
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
            // What belongs to a session must not reach whoever the pooler serves next.
            if isPooled { _ = try session.execute("RESET ALL; RESET SESSION AUTHORIZATION") }
            guard !stop.isUp else { throw .stopped }
        } catch {
            if !error.isLost { _ = try? session.execute("ROLLBACK") }
            throw error
        }
        return try commit()
    }

    /// The number of the transaction is noted before its end is asked for: should no answer come, it can be asked for
    /// by that number afterwards.
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
            // A deferred constraint: the server says no, and has rolled back.
            guard error.isLost else { return .undone(error) }
            guard let number else { return .committed }
            return fate(of: number, after: error)
        }
    }

    /// Asks anew what became of a transaction; while the server is still busy with it, or starting, again.
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
