import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports
import TreeGuardSystem

/// One run of one command: what the person gave, where, and the ways to speak to them. Handed to the command, which
/// looks at nothing else of the process.
package struct Session: Sendable {
    /// The program that runs the command: its version, and every command that it has.
    package let program: ProgramDescription
    package let arguments: Arguments
    /// The folder the command works in, as an absolute path: the process's folder, or what -C says.
    package let directory: String
    package let environment: [String: String]
    package let terminal: Terminal
    package let run: RunCommand

    package var isVerbose: Bool { arguments.has(.verbose) }
    package var isQuiet: Bool { arguments.has(.quiet) }

    /// How much of a long list a person wants to see.
    package var pageDetail: Detail { isVerbose ? .full : .brief }

    /// The style of standard output.
    package var style: TextStyle { terminal.style(of: .output) }

    /// Writes the result. It is the only thing that goes to standard output.
    package func print(_ text: String) { terminal.write(text) }

    /// Tells of progress, or of something worth knowing, on standard error; silent with --quiet.
    package func note(_ text: String) {
        if !isQuiet { terminal.writeLine(Escaped.line(text), to: .error) }
    }

    /// Shows a page of several lines on standard error; silent with --quiet.
    package func show(_ page: String) {
        if !isQuiet { terminal.write(page.hasSuffix("\n") ? page : page + "\n", to: .error) }
    }

    /// Tells how the answer came about, on standard error, with --verbose only.
    package func detail(_ text: String) {
        if isVerbose { terminal.writeLine(Escaped.line(text), to: .error) }
    }

    /// A path as the person meant it: relative to where the command works.
    package func path(_ given: String) -> String { given.hasPrefix("/") ? given : "\(directory)/\(given)" }
}
