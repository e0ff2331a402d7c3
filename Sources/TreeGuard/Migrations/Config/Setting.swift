/// One line of a file in git's configuration syntax, as git reads it.
package struct Setting: Hashable, Sendable {
    /// The key as `section.key` or `section.Subsection.key`: section and key in lower case, the subsection as written.
    package var key: String
    /// The value; nil for a key without `=`, which means true to git.
    package var value: String?

    package init(key: String, value: String?) {
        self.key = key
        self.value = value
    }
}
