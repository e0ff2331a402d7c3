/// Objects that a statement describes by facets: policies, privileges, owners, options ...
package struct Declaration: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
        /// The object is there afterwards, with these facets.
        case make(Facets)
        /// The object, which was there before, has these facets afterwards.
        case set(Facets)
        /// The object is gone afterwards.
        case remove
    }

    package struct Part: Hashable, Sendable {
        package var object: ObjectIdentity
        package var act: Act
        /// IF [NOT] EXISTS, OR REPLACE, and what succeeds as well where it was done before.
        package var isConditional: Bool

        package init(_ object: ObjectIdentity, _ act: Act, isConditional: Bool = false) {
            self.object = object
            self.act = act
            self.isConditional = isConditional
        }
    }

    /// "CREATE POLICY", "GRANT".
    package var command: String
    package var parts: [Part]
    /// The parts that are understood and not verified, in words.
    package var unverified: [String]

    package init(_ command: String, _ parts: [Part], unverified: [String] = []) {
        self.command = command
        self.parts = parts
        self.unverified = unverified
    }
}

extension Declaration.Part {
    package static func make(_ object: ObjectIdentity, _ facets: Facets = [:], if isConditional: Bool = false) -> Self {
        Self(object, .make(facets), isConditional: isConditional)
    }

    package static func set(_ object: ObjectIdentity, _ facets: Facets, if isConditional: Bool = false) -> Self {
        Self(object, .set(facets), isConditional: isConditional)
    }

    package static func remove(_ object: ObjectIdentity, if isConditional: Bool = false) -> Self {
        Self(object, .remove, isConditional: isConditional)
    }

    /// One facet of an object that has a type of its own, as an object that hangs on it.
    package static func setting(
        _ name: String, of object: ObjectIdentity, _ value: Facet, if isConditional: Bool = false
    ) -> Self {
        .set(.facet(of: object, name), [name: value], if: isConditional)
    }
}
