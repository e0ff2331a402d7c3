/// One property of an object.
package indirect enum Facet: Hashable, Sendable {
    case flag(Bool)
    case text(String)
    /// A list whose order matters.
    case list([String])
    case set(Set<String>)
    case type(TypeName)
    case object(ObjectIdentity)
    /// An expression; nil if there is none.
    case expression(Expression?)
    /// Text with several spellings for one meaning: it is equal or uncomparable.
    case opaque(String)
}

/// The properties of an object whose kind has no type of its own, by name. The statement does not mention a property
/// without an entry.
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

    /// The names in the order of comparisons and reports.
    package var names: [String] { values.keys.sorted() }

    package func overlaid(with later: Facets) -> Facets { Facets(values.merging(later.values) { _, last in last }) }

    package func without(_ other: Facets) -> Facets { Facets(values.filter { other[$0.key] == nil }) }

    package func limited(to other: Facets) -> Facets { Facets(values.filter { other[$0.key] != nil }) }
}
