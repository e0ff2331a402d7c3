/// One question to the catalog. All answers have rows of the same six columns, so one reader serves all: kind, schema,
/// relation that owns the object, the object's own name, DDL that would create it, and a remark.
///
/// Production describes its objects as SQL. The parser that reads the migrations also reads these answers and folds
/// them into the same values, so both sides of a comparison are made in the same way.
package struct CatalogQuestion: Sendable {
    package var sql: String
    /// The names to ask about. If there are none, the question is skipped.
    package var names: @Sendable (CatalogNames) -> Set<String>
    /// True if the question is asked even without names.
    package var isAlwaysAsked = false
    /// True for a question about parts of relations: it is skipped if none of the relations exists.
    package var isOfParts = false

    package func question(about catalogNames: CatalogNames) -> Question {
        Question(sql, [arrayLiteral(names(catalogNames)), arrayLiteral(catalogNames.schemas)])
    }
}

/// PostgreSQL's text form of an array, every element quoted.
package func arrayLiteral(_ elements: some Sequence<String>) -> String { arrayLiteral(inOrder: elements.sorted()) }

package func arrayLiteral(inOrder elements: [String]) -> String {
    let quoted = elements.map { element in
        var text = "\""
        for character in element {
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "\""
    }
    return "{" + quoted.joined(separator: ",") + "}"
}
