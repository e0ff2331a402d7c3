import TreeGuardSchema

/// The questions that a check asks one database, in one conversation: the catalog first, and the ledgers last.
package struct CheckInquiry: Sendable {
    private let catalog: CatalogInquiry
    private let ledgers: Ledgers
    /// The number of questions in the first round that are about the catalog.
    private let count: Int

    package init(about catalogNames: CatalogNames, _ ledgers: Ledgers) {
        catalog = CatalogInquiry(about: catalogNames)
        self.ledgers = ledgers
        count = catalog.first.count
    }

    package var inquiry: Inquiry {
        Inquiry(first: catalog.first + ledgers.questions) { first in
            catalog.second(first.prefix(count)) + ledgers.second(Array(first.dropFirst(count)))
        }
    }

    /// The answers about the catalog.
    package func catalogAnswers(_ conversation: Conversation) -> [Answer] {
        catalog.answers(conversation.first.prefix(count), conversation.second)
    }

    /// The answers about the ledgers.
    package func accounts(_ conversation: Conversation) -> LedgerAccounts {
        let ofCatalog = catalog.second(conversation.first.prefix(count)).count
        return ledgers.accounts(
            Array(conversation.first.dropFirst(count)), Array(conversation.second.dropFirst(ofCatalog)))
    }
}
