import TreeGuardBase

extension Catalog {
    /// The failure to ask that schemas come to which are asked about, or on the role's own path, and which it may not
    /// look into: names without a schema would be looked for elsewhere, and found absent. nil where nothing is hidden.
    package var accessFailure: Failure? {
        let hidden = unusableSchemas.sorted().map(quotedIdentifier)
        guard let first = hidden.first else { return nil }
        return Failure(
            .permissionDenied, what: "production could not be asked about all that is at stake",
            why: "the role has no right to use the schema \(hidden.joined(separator: ", "))",
            next: "GRANT USAGE ON SCHEMA \(first) TO the role that TreeGuard connects as")
    }
}
