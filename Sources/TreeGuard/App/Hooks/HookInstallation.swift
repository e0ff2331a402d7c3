import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

/// The result of `treeguard install`.
package struct InstallReport: Sendable, Hashable {
    /// Files that were written, in order; empty where everything was in place.
    package var written: [String]
    package var advice: [Advice]
    /// Files of ours that somebody changed, and that were left alone.
    package var tampered: [String]

    package var exit: ExitCode { advice.isEmpty && tampered.isEmpty ? .success : .migrationsPending }
}

/// `treeguard install`: looks, plans, and carries the plan out, remembering what was there.
package struct HookInstallation: Sendable {
    package var directory: String
    /// The protected branches, in git's glob syntax.
    package var branches: [String]
    /// The path of `treeguard-hook`.
    package var program: String
    package var isServer: Bool
    package var isForced: Bool
    package var run: RunCommand

    package init(
        in directory: String, protecting branches: [String], program: String, isServer: Bool = false,
        isForced: Bool = false, run: @escaping RunCommand = Subprocess.run
    ) {
        self.directory = directory
        self.branches = branches
        self.program = program
        self.isServer = isServer
        self.isForced = isForced
        self.run = run
    }

    package func install() throws(Failure) -> InstallReport {
        let seen = try HookSurroundings.seen(from: directory, program: program, run: run)
        let plan = try InstallPlan(
            seen, hooks: isServer ? HookName.server : HookName.local, protecting: branches, program: program,
            isForced: isForced)
        var keeper = try ManifestKeeper(commonDirectory: seen.commonDirectory)
        keeper.manifest.branches = branches
        keeper.manifest.program = program
        for step in plan.steps { try keeper.carryOut(step) }
        if !plan.steps.isEmpty { try keeper.save() }
        return InstallReport(written: plan.steps.map(\.path), advice: plan.advice, tampered: plan.tampered)
    }

    /// `treeguard doctor`.
    package func diagnose() throws(Failure) -> HookDiagnosis {
        let seen = try HookSurroundings.seen(from: directory, program: program, run: run)
        let keeper = try ManifestKeeper(commonDirectory: seen.commonDirectory)
        return try HookDiagnosis(
            seen, manifest: keeper.manifest, hooks: isServer ? HookName.server : HookName.local,
            protecting: branches, program: program)
    }
}

/// Changes files, and remembers for each what was there.
struct ManifestKeeper {
    var manifest: Manifest
    private let own: String
    private var path: String { "\(own)/manifest" }

    init(commonDirectory: String) throws(Failure) {
        own = HookSurroundings.ownFolder(in: commonDirectory)
        let path = "\(own)/manifest"
        guard Files.exists(path) else {
            manifest = Manifest()
            return
        }
        let bytes = try ManifestKeeper.explained { () throws(SystemError) in try Files.read(path) }
        guard let read = Manifest(String(decoding: bytes, as: UTF8.self)) else {
            throw Failure(
                .fileUnreadable, what: "the record of what was installed cannot be read",
                why: "\(Escaped(path)) is not as TreeGuard writes it",
                next: "move it away; what was there before lies beside each hook, as *\(Shim.keptSuffix)")
        }
        manifest = read
    }

    /// Remembers first, then changes: whenever we are stopped, uninstall knows enough.
    mutating func carryOut(_ step: InstallStep) throws(Failure) {
        let steps = try entry(for: step)
        manifest.remember(steps.entry)
        try save()
        try ManifestKeeper.explained { () throws(SystemError) in try ManifestKeeper.perform(step, mode: steps.mode) }
    }

    private mutating func entry(for step: InstallStep) throws(Failure) -> (entry: Manifest.Entry, mode: UInt32) {
        switch step {
        case .write(let path, let text, let isExecutable):
            try makeFolder(above: path)
            return (Manifest.Entry(path: path, before: .nothing, digest: digest(text)), isExecutable ? 0o755 : 0o644)
        case .rewrite(let path, let text):
            let mode = (try? Files.mode(of: path)) ?? 0o755
            let isScript = text.hasPrefix("#!")
            return (Manifest.Entry(path: path, before: .nothing, digest: digest(text)), isScript ? 0o755 : mode)
        case .replace(let path, let kept, let text):
            // Never over a hook that somebody else kept under that name.
            guard !kept.isEmpty, !Files.exists(kept) else {
                throw Failure(
                    .fileUnreadable, what: "\(Escaped(path)) was not replaced",
                    why: kept.isEmpty ? "it is not ours" : "\(Escaped(kept)) is there already",
                    next: "ls -l \(ShellQuoted(path))*, and move one of them away")
            }
            return (Manifest.Entry(path: path, before: .kept(at: kept), digest: digest(text)), 0o755)
        case .join(let path, let lines, let place):
            guard Files.exists(path) else {
                try makeFolder(above: path)
                let text = JoinedText.adding(lines, to: [], at: place)
                return (Manifest.Entry(path: path, before: .nothing, digest: digest(text), lines: lines), 0o644)
            }
            let copy = "\(own)/before/\(manifest.entries.count)"
            try makeFolder(above: copy)
            return try ManifestKeeper.explained { () throws(SystemError) in
                let mode = try Files.mode(of: path)
                let present = try Files.read(path)
                try Files.write(present, to: copy, mode: mode)
                let text = JoinedText.adding(lines, to: present, at: place)
                return (
                    Manifest.Entry(
                        path: path, before: .copied(to: copy, mode: mode), digest: digest(text), lines: lines), mode
                )
            }
        }
    }

    private static func perform(_ step: InstallStep, mode: UInt32) throws(SystemError) {
        switch step {
        case .write(let path, let text, _), .rewrite(let path, let text):
            try Files.write(text, to: path, mode: mode)
        case .join(let path, let lines, let place):
            let present = Files.exists(path) ? try Files.read(path) : []
            try Files.write(JoinedText.adding(lines, to: present, at: place), to: path, mode: mode)
        case .replace(let path, let kept, let text):
            try Files.move(path, to: kept)
            try Files.write(text, to: path, mode: mode)
        }
    }

    /// Makes the folder of a file, and remembers those that were not there.
    private mutating func makeFolder(above path: String) throws(Failure) {
        var folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let wanted = folder
        var made: [String] = []
        while !folder.isEmpty, !Files.exists(folder) {
            made.insert(folder, at: 0)
            folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
        }
        manifest.folders += made.filter { !manifest.folders.contains($0) }
        try ManifestKeeper.explained { () throws(SystemError) in try Files.makeFolder(wanted) }
    }

    mutating func save() throws(Failure) {
        try makeFolder(above: path)
        let (text, path) = (manifest.text, path)
        try ManifestKeeper.explained { () throws(SystemError) in try Files.write(text, to: path) }
    }

    func discard() throws(Failure) {
        try ManifestKeeper.explained { () throws(SystemError) in
            try Files.remove(path)
            try Files.remove("\(own)/before")
        }
    }

    static func explained<Result>(_ body: () throws(SystemError) -> Result) throws(Failure) -> Result {
        do { return try body() } catch { throw error.failure }
    }
}

func digest(_ text: String) -> String { digest(Array(text.utf8)) }
func digest(_ text: [UInt8]) -> String { SHA256(of: text).description }
