/// One question to the catalog. Every one answers with rows of the same six columns, so that one reader serves all:
/// kind, schema, the relation that it belongs to, its own name, DDL that would make it, and a remark.
///
/// Production is asked to describe its objects in SQL, and its answer is read by the same parser and folded into the
/// same values as the migrations are: what is compared was made the same way on both sides.
package struct CatalogQuestion: Sendable {
    package var sql: String
    /// The names that it asks about; where there are none, it need not be asked.
    package var names: @Sendable (CatalogNames) -> Set<String>
    /// True if its answer counts even so.
    package var isAlwaysAsked = false
    /// True if it is about what hangs on the relations at stake, so that it need not be asked where none is there.
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
