import TreeGuardBase

extension Catalog {
    /// The failure if the role may not look into a schema that we ask about, or into one of its own search path. Names
    /// without a schema would be looked up in other schemas and seem to be absent. Nil if no schema is hidden.
    package var accessFailure: Failure? {
        let hidden = unusableSchemas.sorted().map(quotedIdentifier)
        guard let first = hidden.first else { return nil }
        return Failure(
            .permissionDenied, what: "production could not be asked about all that is at stake",
            why: "the role has no right to use the schema \(hidden.joined(separator: ", "))",
            next: "GRANT USAGE ON SCHEMA \(first) TO the role that TreeGuard connects as")
    }
}
