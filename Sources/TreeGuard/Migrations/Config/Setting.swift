/// One line of a file in git's configuration syntax, as git reads it.
package struct Setting: Hashable, Sendable {
    /// `section.key` or `section.Subsection.key`: section and key in lower case, the subsection as it was written.
    package var key: String
    /// nil where the file names the key without `=`, which git takes for true.
    package var value: String?

    package init(key: String, value: String?) {
        self.key = key
        self.value = value
    }
}
