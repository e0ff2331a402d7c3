import TreeGuardSystem

/// A text that was recorded once, and is compared from then on. `RECORD=1 swift test` writes it anew.
package struct Recording {
    private static let isRecording = ProcessEnvironment.inherited["RECORD"] == "1"

    /// Relative to the project's root.
    package let path: String

    package init(at path: String) { self.path = path }

    /// The difference from the recording; nil if there is none, or if it has just been written.
    package func difference(from text: String) throws -> String? {
        if Recording.isRecording {
            try Files.write(Array(text.utf8), to: ProjectFolder.path(path))
            return nil
        }
        let expected = (try? ProjectFolder.text(of: path)) ?? ""
        guard expected != text else { return nil }
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = new.difference(from: old).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
        return "\(path) differs (RECORD=1 records it)\n" + lines.joined(separator: "\n")
    }
}
