import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardSystem

/// The result of `treeguard uninstall`.
package struct UninstallReport: Sendable, Hashable {
    /// Files that are again what they were.
    package var restored: [String] = []
    /// Texts that changed since: only our lines were taken out.
    package var edited: [String] = []
    /// Files of ours that somebody changed since, and that were left alone.
    package var left: [String] = []

    package var exit: ExitCode { left.isEmpty ? .success : .migrationsPending }
}

/// `treeguard uninstall`: puts everything back as the manifest remembers it, the latest first.
package struct HookRemoval: Sendable {
    package var directory: String
    package var isForced: Bool
    package var run: RunCommand

    package init(in directory: String, isForced: Bool = false, run: @escaping RunCommand = Subprocess.run) {
        self.directory = directory
        self.isForced = isForced
        self.run = run
    }

    package func uninstall() throws(Failure) -> UninstallReport {
        let common = try GitQuestions(run: run).commonDirectory(directory)
        var keeper = try ManifestKeeper(commonDirectory: common)
        var report = UninstallReport()
        for entry in keeper.manifest.entries.reversed() {
            try ManifestKeeper.explained { () throws(SystemError) in try restore(entry, &report) }
            if !report.left.contains(entry.path) { keeper.manifest.entries.removeAll { $0 == entry } }
        }
        guard keeper.manifest.entries.isEmpty else {
            try keeper.save()
            return report
        }
        let folders = keeper.manifest.folders
        try keeper.discard()
        for folder in folders.reversed() { Files.removeFolderIfEmpty(folder) }
        return report
    }

    private func restore(_ entry: Manifest.Entry, _ report: inout UninstallReport) throws(SystemError) {
        switch entry.before {
        case .copied: try takeOut(entry, &report)
        case .nothing where !entry.lines.isEmpty: try takeOut(entry, &report)
        case .nothing, .kept: try remove(entry, &report)
        }
    }

    private func remove(_ entry: Manifest.Entry, _ report: inout UninstallReport) throws(SystemError) {
        guard let path = whereOursIs(entry) else {
            // Somebody's own change, or a manager's file in our place: not ours to take away.
            if Files.exists(entry.path) { report.left.append(entry.path) }
            return
        }
        if case .kept(let kept) = entry.before, Files.exists(kept) {
            try Files.move(kept, to: path)
        } else {
            try Files.remove(path)
        }
        report.restored.append(path)
    }

    /// The places a manager may have moved it to.
    private func whereOursIs(_ entry: Manifest.Entry) -> String? {
        if isForced, Files.exists(entry.path) { return entry.path }
        return ["", ".legacy", "-user", ".old"].lazy.map { entry.path + $0 }.first { path in
            guard let bytes = try? Files.read(path) else { return false }
            return SHA256(of: bytes).description == entry.digest
        }
    }

    /// Takes our lines out of another's text, and nothing else: it may have been edited around them.
    private func takeOut(_ entry: Manifest.Entry, _ report: inout UninstallReport) throws(SystemError) {
        guard Files.exists(entry.path) else { return }
        let present = try Files.read(entry.path)
        var (before, mode): ([UInt8], UInt32) = ([], try Files.mode(of: entry.path))
        if case .copied(let copy, let was) = entry.before {
            before = try Files.read(copy)
            if SHA256(of: present).description == entry.digest { mode = was }
        }
        let text =
            JoinedText.removing(entry.lines, from: present, wasOpen: JoinedText.isOpen(before))
            ?? String(validating: present, as: UTF8.self).map { Array(JoiningLine.removed(from: $0).utf8) } ?? present
        if case .nothing = entry.before, text.isEmpty {
            try Files.remove(entry.path)
        } else {
            try Files.write(text, to: entry.path, mode: mode)
        }
        if text == before { report.restored.append(entry.path) } else { report.edited.append(entry.path) }
    }
}
