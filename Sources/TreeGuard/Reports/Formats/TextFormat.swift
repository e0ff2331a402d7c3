extension Format {
    /// For people.
    package static let text = Format(name: "text", isForPrograms: false) { report, style, detail in
        report.page(style, detail)
    }
}
