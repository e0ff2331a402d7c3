/// The questions that a check asks a catalog. The first round asks which named objects exist. The second asks about the
/// parts of the relations that were found. Objects that no statement names are not asked about.
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

    /// The answers of both rounds, in the order of the questions: an owner comes before its parts.
    package func answers(_ first: some Sequence<Answer>, _ second: some Sequence<Answer>) -> [Answer] {
        var first = first.makeIterator()
        var second = second.makeIterator()
        return questions.compactMap { $0.isOfParts ? second.next() : first.next() }
    }
}

extension Answer {
    /// True if the answer contains a relation of any kind (`CatalogQuestion.relations`).
    fileprivate var tellsOfRelations: Bool {
        rows.contains { $0.first == "relation" || $0.first == "other relation" }
    }
}
