import TreeGuardBase
import TreeGuardGit
import TreeGuardIncoming
import TreeGuardSystem

/// `treeguard-hook NAME ARGS...`: runs one git hook. If no migration is about to enter a protected branch, it exits;
/// otherwise this process becomes `treeguard hook NAME ARGS...`, with the same input.
enum HookRun {
    /// Runs the hook. A hook has two answers: 0 lets git continue, any other code stops it.
    ///
    /// - Parameter isAsked: whether the exit code must prove that we ran (`HookAnswer`)
    static func run(_ hook: HookName, _ arguments: [String], _ isAsked: Bool) throws -> ExitCode {
        if hook == .postCheckout {
            // An old commit of zeros means a new worktree (or a clone).
            if let old = arguments.first, !old.contains(where: { $0 != "0" }) { WorktreeBirth.attend() }
            return .success
        }
        if hook == .referenceTransaction, arguments.first != "prepared" { return .success }
        let input = hook.readsInput ? try Files.readStandardInput() : []
        var call = HookCall(
            hook, arguments, input: String(decoding: input, as: UTF8.self), environment: ProcessEnvironment.inherited)
        if hook.readsInput, call.moves.isEmpty { return .success }
        if call.deletesBranches { call.newBranchName = ProcessAncestry.gitOperation().newBranchName }
        guard try letsMigrationsIn(call) else { return .success }
        throw ProcessEnvironment.become(
            try Sibling.treeguard(),
            ["hook"] + (isAsked ? [HookAnswer.request] : []) + ["--", hook.rawValue] + arguments,
            input: input)
    }

    private static func letsMigrationsIn(_ call: HookCall) throws -> Bool {
        let directory = try ProcessEnvironment.currentDirectory()
        do throws(Failure) {
            let repository = try Repository.open(
                at: directory, environment: ProcessEnvironment.inherited, run: Subprocess.run)
            return try !IncomingChanges(call, in: repository).incomingChanges().isEmpty
        } catch {
            // Deleting branches is not blocked by an error.
            guard call.mayConcernProtected else { return false }
            throw error
        }
    }
}

/// The whole program, which lies in the same folder as this one.
enum Sibling {
    static func treeguard() throws(SystemError) -> String {
        let own = try ProcessEnvironment.executablePath()
        let folder = own.lastIndex(of: "/").map { own[..<$0] } ?? ""
        return "\(folder)/treeguard"
    }
}
