import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// The project's files in a folder of their own, with faults in them. What has not changed keeps its date, so that the
/// next build is a short one.
struct ProjectCopy {
    let folder = ProjectFolder.path(".build/mutants")
    private let mutants: [Mutant]

    init(with mutants: [Mutant]) throws {
        self.mutants = mutants
        let paths = try ProjectCopy.paths()
        for place in mutants.flatMap(\.places) where !paths.contains(place.path) {
            throw Mutant.Unusable("there is no file \(place.path): mend Tests/Mutants")
        }
    }

    /// The files that git tracks, and those that the next `git add` would add.
    private static func paths() throws -> [String] {
        try runProgram(
            "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", in: ProjectFolder.path
        ).split(separator: "\0").map(String.init).filter { Files.isRegularFile(ProjectFolder.path($0)) }
    }

    func write() throws {
        let paths = try Self.paths()
        for path in paths {
            try write(try content(of: path), to: path, mode: try Files.mode(of: ProjectFolder.path(path)))
        }
        try write(Array(Mutant.switch.text.utf8), to: Mutant.switch.path, mode: 0o644)
        let wanted = Set(paths + [Mutant.switch.path])
        for folder in ["Sources", "Tests"] {
            for path in try files(below: folder) where !wanted.contains(path) {
                try Files.remove("\(self.folder)/\(path)")
            }
        }
    }

    private func content(of path: String) throws -> [UInt8] {
        let bytes = try Files.read(ProjectFolder.path(path))
        let concerned = mutants.filter { $0.places.contains { $0.path == path } }
        guard !concerned.isEmpty || path == "Package.swift" else { return bytes }
        // A fault may leave something unused, or a branch that is never taken.
        let text = String(decoding: bytes, as: UTF8.self).replacing(
            ".treatAllWarnings(as: .error)", with: ".treatAllWarnings(as: .warning)")
        let planted = try concerned.reduce(text) { try $1.planted(in: $0, of: path) }
        let knowsTheSwitch = path.hasPrefix("Sources/TreeGuard/Base/") || text.contains("import TreeGuardBase\n")
        return Array(((knowsTheSwitch || concerned.isEmpty ? "" : "import TreeGuardBase\n") + planted).utf8)
    }

    private func write(_ bytes: [UInt8], to path: String, mode: UInt32) throws {
        let place = "\(folder)/\(path)"
        if (try? Files.read(place)) == bytes, try Files.mode(of: place) == mode { return }
        try Files.makeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)]))
        try Files.write(bytes, to: place, mode: mode)
    }

    private func files(below relative: String) throws -> [String] {
        try Files.names(in: "\(folder)/\(relative)").flatMap { name -> [String] in
            let path = "\(relative)/\(name)"
            return Files.isFolder("\(folder)/\(path)") ? try files(below: path) : [path]
        }
    }

    func build() throws {
        let output = swift(["build", "--build-tests"], awake: nil, deadline: .seconds(7200))
        guard output.succeeded else {
            throw Mutant.Unusable("the copy cannot be built\n" + output.tellingLines.joined(separator: "\n"))
        }
    }

    /// Runs the tests that match any of these; a fault that makes them hang is stopped after a while.
    func test(_ filters: [String], awake name: String?) -> CommandOutput {
        swift(
            ["test", "--skip-build", "--disable-xctest"] + filters.flatMap { ["--filter", $0] }, awake: name,
            deadline: .seconds(name == nil ? 3600 : 900))
    }

    private func swift(_ words: [String], awake name: String?, deadline: Duration) -> CommandOutput {
        var environment: [String: String?] = CallersEnvironment.variables
        environment.updateValue(name, forKey: Mutant.variable)
        return Subprocess.run(Command("swift", words, in: folder, environment: environment, deadline: deadline))
    }
}
