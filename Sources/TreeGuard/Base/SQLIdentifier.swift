/// An identifier in quotes, always: it stands in SQL that we write.
package func sqlIdentifier(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
