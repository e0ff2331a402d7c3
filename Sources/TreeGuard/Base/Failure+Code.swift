extension Failure {
    /// Every failure that a person can see. `treeguard explain` has a text for each.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        // The command line and the configuration: exit 2.
        case usage = "usage"
        case configurationInvalid = "configuration-invalid"
        case passwordInTrackedFile = "password-in-tracked-file"
        case productionNotConfigured = "production-not-configured"
        case connectionInvalid = "connection-invalid"
        case personRequired = "person-required"

        // The repository: exit 3, or 2 if the user named the wrong thing.
        case notARepository = "not-a-repository"
        case repositoryNotTrusted = "repository-not-trusted"
        case revisionUnknown = "revision-unknown"
        case targetUnknown = "target-unknown"
        case changeNotCheckedOut = "change-not-checked-out"
        case repositoryUnreadable = "repository-unreadable"
        case objectMissing = "object-missing"
        case gitMissing = "git-missing"
        case gitTooOld = "git-too-old"
        case fileUnreadable = "file-unreadable"
        case worktreeNotClosed = "worktree-not-closed"
        case mergeRefused = "merge-refused"

        // TreeGuard could not ask production: exit 3.
        case hostUnknown = "host-unknown"
        case connectionRefused = "connection-refused"
        case connectionTimedOut = "connection-timed-out"
        case connectionLost = "connection-lost"
        case authenticationFailed = "authentication-failed"
        case databaseMissing = "database-missing"
        case notPostgreSQL = "not-postgresql"
        case tlsNotOffered = "tls-not-offered"
        case tlsUntrusted = "tls-untrusted"
        case permissionDenied = "permission-denied"
        case serverStarting = "server-starting"
        case serverStopping = "server-stopping"
        case tooManyConnections = "too-many-connections"
        case statementTimedOut = "statement-timed-out"
        case lockTimedOut = "lock-timed-out"
        case serverTooOld = "server-too-old"
        case queryFailed = "query-failed"
        case ledgerAmbiguous = "ledger-ambiguous"
        case changedMeanwhile = "changed-meanwhile"
        case ledgerNotRecognised = "ledger-not-recognised"
        case ledgerAhead = "ledger-ahead"
        case ledgerOfAnotherTool = "ledger-of-another-tool"

        // The firewall before production: exit 3, or 2 if it is not configured.
        case firewallNotConfigured = "firewall-not-configured"
        case firewallRefused = "firewall-refused"
        case firewallUnreachable = "firewall-unreachable"
        case firewallNotEnsured = "firewall-not-ensured"
        case curlMissing = "curl-missing"

        // Deploying: exit 3.
        case notDeployable = "not-deployable"
        case deploymentRefused = "deployment-refused"
        case deploymentFailed = "deployment-failed"
        case deploymentUnderWay = "deployment-under-way"

        // This machine: exit 3.
        case outputUnwritable = "output-unwritable"
        case systemCallFailed = "system-call-failed"
        // The PostgreSQL server that TreeGuard starts for the demo and for rehearsals.
        case postgresMissing = "postgresql-missing"
        case throwawayServerFailed = "throwaway-server-failed"

        // Rehearsals and rollbacks: exit 3.
        case dumpFailed = "dump-failed"
        case extensionMissing = "extension-missing"
        case schemaNotLoaded = "schema-not-loaded"
        case notRehearsable = "not-rehearsable"
        case noWayBack = "no-way-back"
        case rowsWouldBeLost = "rows-would-be-lost"

        case interrupted = "interrupted"
        case internalError = "internal-error"

        package var exit: ExitCode {
            switch self {
            case .usage, .configurationInvalid, .passwordInTrackedFile, .productionNotConfigured, .connectionInvalid,
                .personRequired, .notARepository, .repositoryNotTrusted, .revisionUnknown, .targetUnknown,
                .changeNotCheckedOut, .gitMissing, .postgresMissing, .firewallNotConfigured, .curlMissing:
                .usage
            case .interrupted: .interrupted
            case .internalError: .internalError
            default: .undetermined
            }
        }
    }
}
