import TreeGuardBase
import TreeGuardGuard
import TreeGuardMigrations

/// The address to let in: as it was given, else as the configuration has it told. Nobody else is asked.
struct MachineAddress {
    let address: TrustedAddress

    init(given: String?, _ settings: FirewallSettings, _ session: Session) throws(Failure) {
        let text: String
        switch (given, settings.address) {
        case (let given?, _): text = given
        case (nil, .fixed(let address)):
            self.address = address
            return
        case (nil, .command(let command)):
            let output = session.run(
                Command("/bin/sh", ["-c", command], in: session.directory, deadline: .seconds(30)))
            guard output.succeeded else {
                throw Failure(
                    .firewallNotConfigured, what: "this machine's address is not known",
                    why: "the command that tells it ended with \(output.end)",
                    next: "run it yourself: \(Escaped(command)), or give the address: --ip ADDRESS")
            }
            text = AllowRequest.trimmed(output.outputText)
        case (nil, nil):
            throw Failure(
                .usage, what: "it is not said which address to let in",
                why: "no service is asked for it unless .treeguard names one",
                next: "treeguard firewall open --ip ADDRESS, or write address = command:COMMAND into .treeguard")
        }
        do throws(TrustedAddress.Unfit) {
            address = try TrustedAddress(text)
        } catch {
            throw Failure(.usage, what: "the address was not let in", why: error.why, next: error.next)
        }
    }
}
