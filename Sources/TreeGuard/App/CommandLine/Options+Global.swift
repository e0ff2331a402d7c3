import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports

extension OptionDescription {
    package static let directory = OptionDescription.value(
        nil, short: "C", "PATH", isRepeated: true, "Work in that folder instead, as git -C does.")
    package static let color = OptionDescription.value(
        "color", "WHEN", oneOf: ColorChoice.allCases.map(\.rawValue), standard: "auto",
        "Use colours; auto heeds the terminal and NO_COLOR.")
    package static let verbose = OptionDescription.flag("verbose", short: "v", "Say how the answer came about.")
    package static let quiet = OptionDescription.flag("quiet", short: "q", "Print nothing but the result.")

    /// Taken by every command.
    package static let global = [directory, color, verbose, quiet]

    /// Shared by the commands that answer in more than one form.
    package static let format = OptionDescription.value(
        "format", "FORMAT", oneOf: Format.all.map(\.name), standard: Format.text.name, "How to print the result.")
}
