import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

/// The secret that opens a provider's API, from where the configuration says.
struct FirewallToken {
    let value: Redacted<String>

    init(_ source: EnvironmentSource, _ repository: Repository, _ session: Session) throws(Failure) {
        let found: Redacted<String>?
        let next: String
        switch source {
        case .variable(let name):
            found = session.environment[name].map { Redacted($0) }
            next = "export \(Escaped(name))=..."
        case .dotenv(let file, let name):
            found = try Self.dotenv(file, repository, session).flatMap { file in name.flatMap { file[$0] } }
            next = "write \(Escaped(name ?? ""))=... into \(Escaped(file)), a file that git ignores"
        case .command(let command):
            let output = session.run(
                Command("/bin/sh", ["-c", command], in: session.directory, deadline: .seconds(60)))
            found = output.succeeded ? Redacted(output.outputText) : nil
            next = "run it yourself: \(Escaped(command))"
        case .service, .url:
            found = nil
            next = "write token = env:NAME, dotenv:FILE#NAME or command:COMMAND"
        }
        let text = found.map { AllowRequest.trimmed($0.exposed) } ?? ""
        guard !text.isEmpty else {
            throw Failure(
                .firewallNotConfigured, what: "there is no token for the firewall",
                why: "\(source.description) gives none", next: next)
        }
        // Anything else would end the header that it goes into.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Failure(
                .firewallNotConfigured, what: "the token for the firewall cannot be used",
                why: "what \(source.description) gives is more than one word", next: next)
        }
        value = Redacted(text)
    }

    /// The env file of the worktree, else of the main one, where people keep what git ignores.
    private static func dotenv(
        _ name: String, _ repository: Repository, _ session: Session
    ) throws(Failure) -> Dotenv? {
        let roots = [repository.layout.workTree, try repository.mainWorkTree()].compactMap(\.self)
        for path in name.hasPrefix("/") ? [name] : roots.map({ "\($0)/\(name)" }) {
            do throws(SystemError) {
                return Dotenv(try Files.read(path), environment: session.environment)
            } catch  where error.isMissing {
                continue
            } catch {
                throw error.failure
            }
        }
        return nil
    }
}
