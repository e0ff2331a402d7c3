/// The questions of a check to a catalog: in the first round the objects by name, and in the second the parts of the
/// relations that exist. What nobody names is not asked for.
package struct CatalogInquiry: Sendable {
    private let questions: [CatalogQuestion]
    private let catalogNames: CatalogNames

    package init(about catalogNames: CatalogNames) {
        self.catalogNames = catalogNames
        questions = (CatalogQuestion.all + CatalogQuestion.kinds)
            .filter { $0.isAlwaysAsked || !$0.names(catalogNames).isEmpty }
    }

    package var first: [Question] { questions.filter { !$0.isOfParts }.map { $0.question(about: catalogNames) } }

    package func second(_ first: some Sequence<Answer>) -> [Question] {
        guard first.contains(where: \.tellsOfRelations) else { return [] }
        return questions.filter(\.isOfParts).map { $0.question(about: catalogNames) }
    }

    /// The answers of both rounds, in the order of the questions: an owner before what belongs to it.
    package func answers(_ first: some Sequence<Answer>, _ second: some Sequence<Answer>) -> [Answer] {
        var first = first.makeIterator()
        var second = second.makeIterator()
        return questions.compactMap { $0.isOfParts ? second.next() : first.next() }
    }
}

extension Answer {
    /// True if a relation of any kind is there (`CatalogQuestion.relations`).
    fileprivate var tellsOfRelations: Bool {
        rows.contains { $0.first == "relation" || $0.first == "other relation" }
    }
}
