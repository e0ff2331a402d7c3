import TreeGuardBase

/// One way to write reports down. A format renders any report, and decides nothing.
package struct Format: Sendable {
    /// The word after `--format`.
    package let name: String
    /// True if a program reads the output: a failure is then the result, and not a message for people.
    package let isForPrograms: Bool
    package let render: @Sendable (_ report: any Report, TextStyle, Detail) -> String
}
