import TreeGuardBase

extension Failure.Code {
    /// The text of each code; a new code does not compile without one.
    var explanationText: Explanation.Text {
        switch self {
        case .usage: .usage
        case .configurationInvalid: .configurationInvalid
        case .passwordInTrackedFile: .passwordInTrackedFile
        case .productionNotConfigured: .productionNotConfigured
        case .connectionInvalid: .connectionInvalid
        case .personRequired: .personRequired

        case .notARepository: .notARepository
        case .repositoryNotTrusted: .repositoryNotTrusted
        case .revisionUnknown: .revisionUnknown
        case .targetUnknown: .targetUnknown
        case .changeNotCheckedOut: .changeNotCheckedOut
        case .repositoryUnreadable: .repositoryUnreadable
        case .objectMissing: .objectMissing
        case .gitMissing: .gitMissing
        case .gitTooOld: .gitTooOld
        case .fileUnreadable: .fileUnreadable
        case .worktreeNotClosed: .worktreeNotClosed
        case .mergeRefused: .mergeRefused

        case .hostUnknown: .hostUnknown
        case .connectionRefused: .connectionRefused
        case .connectionTimedOut: .connectionTimedOut
        case .connectionLost: .connectionLost
        case .authenticationFailed: .authenticationFailed
        case .databaseMissing: .databaseMissing
        case .notPostgreSQL: .notPostgreSQL
        case .tlsNotOffered: .tlsNotOffered
        case .tlsUntrusted: .tlsUntrusted
        case .permissionDenied: .permissionDenied
        case .serverStarting: .serverStarting
        case .serverStopping: .serverStopping
        case .tooManyConnections: .tooManyConnections
        case .statementTimedOut: .statementTimedOut
        case .lockTimedOut: .lockTimedOut
        case .serverTooOld: .serverTooOld
        case .queryFailed: .queryFailed
        case .ledgerAmbiguous: .ledgerAmbiguous
        case .changedMeanwhile: .changedMeanwhile
        case .ledgerNotRecognised: .ledgerNotRecognised
        case .ledgerOfAnotherTool: .ledgerOfAnotherTool
        case .ledgerAhead: .ledgerAhead

        case .firewallNotConfigured: .firewallNotConfigured
        case .firewallRefused: .firewallRefused
        case .firewallUnreachable: .firewallUnreachable
        case .firewallNotEnsured: .firewallNotEnsured
        case .curlMissing: .curlMissing

        case .notDeployable: .notDeployable
        case .deploymentRefused: .deploymentRefused
        case .deploymentFailed: .deploymentFailed
        case .deploymentUnderWay: .deploymentUnderWay

        case .outputUnwritable: .outputUnwritable
        case .systemCallFailed: .systemCallFailed
        case .postgresMissing: .postgresMissing
        case .throwawayServerFailed: .throwawayServerFailed
        case .dumpFailed: .dumpFailed
        case .extensionMissing: .extensionMissing
        case .schemaNotLoaded: .schemaNotLoaded
        case .notRehearsable: .notRehearsable
        case .noWayBack: .noWayBack
        case .rowsWouldBeLost: .rowsWouldBeLost
        case .interrupted: .interrupted
        case .internalError: .internalError
        }
    }
}
