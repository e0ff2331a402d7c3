import TreeGuardCore

extension Environments {
    /// The one that a person names; else the one that is required.
    func theOne(_ named: String?, for command: String) throws(Failure) -> Environment {
        let candidates = list.filter { named == nil ? $0.isRequired : $0.name == named }
        guard let environment = candidates.first else {
            throw Failure(
                .productionNotConfigured, what: "nobody says which database is meant",
                why: "no address of production was found",
                next: "treeguard explain \(Failure.Code.productionNotConfigured.rawValue)")
        }
        guard candidates.count == 1 else {
            throw Failure(
                .usage, what: "it is not clear which database is meant",
                why: "\(candidates.map(\.name).joined(separator: ", ")) are required",
                next: "treeguard \(command) --env \(ShellQuoted(environment.name))")
        }
        return environment
    }
}
