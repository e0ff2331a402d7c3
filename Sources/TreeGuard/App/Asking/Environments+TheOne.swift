import TreeGuardBase

extension Environments {
    /// The one that a person names; else the one that is required.
    ///
    /// - Parameters:
    ///   - command: whom it is for
    ///   - question: what nobody says: "which database is meant"
    func theOne(
        _ named: String?, for command: String, _ question: String = "which database is meant", because: String = ""
    ) throws(Failure) -> Environment {
        let candidates = list.filter { named == nil ? $0.isRequired : $0.name == named }
        guard let environment = candidates.first else {
            throw Failure(
                .productionNotConfigured, what: "it is not clear \(question)",
                why: "no address of production was found",
                next: "treeguard explain \(Failure.Code.productionNotConfigured.rawValue)")
        }
        guard candidates.count == 1 else {
            throw Failure(
                .usage, what: "it is not clear \(question)",
                why: "\(candidates.map(\.name).joined(separator: ", ")) are required\(because)",
                next: "treeguard \(command) --env \(ShellQuoted(environment.name))")
        }
        return environment
    }
}
