/// One thing that a statement says of an object.
package indirect enum Facet: Hashable, Sendable {
    case flag(Bool)
    case text(String)
    /// In an order that matters.
    case list([String])
    case set(Set<String>)
    case type(TypeName)
    case object(ObjectIdentity)
    /// nil: there is none.
    case expression(Expression?)
    /// Text that may be spelled otherwise and mean the same: equal or not to be compared.
    case opaque(String)
}

/// An object of a kind that has no type of its own, as a statement describes it: names to values. A name without an
/// entry is not mentioned.
package struct Facets: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    package var values: [String: Facet]

    package init(_ values: [String: Facet] = [:]) { self.values = values }

    package init(dictionaryLiteral elements: (String, Facet)...) {
        values = Dictionary(elements) { _, last in last }
    }

    package subscript(_ name: String) -> Facet? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// In the order in which they are compared and told.
    package var names: [String] { values.keys.sorted() }

    package func overlaid(with later: Facets) -> Facets { Facets(values.merging(later.values) { _, last in last }) }

    package func without(_ other: Facets) -> Facets { Facets(values.filter { other[$0.key] == nil }) }
}
