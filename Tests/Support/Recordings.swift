import TreeGuardSystem

/// Output that a person once looked at and found right. A test run with RECORD=1 writes it anew; every other run
/// compares with it.
package struct Recordings: Sendable {
    private let folder: String
    private let isRecording: Bool

    /// The folder, from the project's root: "Tests/RoomTests/Recorded/Reports".
    package init(_ folder: String) { self.init(in: ProjectFolder.path(folder)) }

    package init(in folder: String, isRecording: Bool? = nil) {
        self.folder = folder
        self.isRecording = isRecording ?? (ProcessEnvironment.inherited["RECORD"] == "1")
    }

    /// The difference of the text from its recording; nil if they are the same. Escapes are spelled, so that recordings
    /// can be read and reviewed as text.
    package func difference(of text: String, from name: String) throws -> String? {
        let spelled = String(text.map { $0 == "\u{1B}" ? "␛" : $0 })
        let path = "\(folder)/\(name)"
        if isRecording {
            try Files.makeFolder(folder)
            try Files.write(spelled, to: path)
            return nil
        }
        guard Files.exists(path) else { return "\(name) was never recorded. Record it: RECORD=1 make test" }
        let recorded = String(decoding: try Files.read(path), as: UTF8.self)
        guard recorded != spelled else { return nil }
        return
            "\(name) has changed. Where that is right: RECORD=1 make test\n--- recorded\n\(recorded)--- now\n\(spelled)"
    }

    /// Recordings that no case stands behind. Recording removes them.
    package func orphans(besides names: some Sequence<String>) throws -> [String] {
        let orphans = Set(try Files.names(in: folder)).subtracting(names).sorted()
        guard isRecording else { return orphans }
        for name in orphans { try Files.remove("\(folder)/\(name)") }
        return []
    }
}
