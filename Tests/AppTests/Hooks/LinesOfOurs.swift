import TestSupport
import Testing
import TreeGuardApp
import TreeGuardSystem

/// Lines that install adds to a text of somebody else's go with uninstall, line by line, whatever was edited meanwhile.
@Suite struct LinesOfOurs {
    private static let exclude = ".git/info/exclude"

    /// Hooks in a folder of the worktree, so that `info/exclude` has to hide ours.
    private func repository(_ exclude: [UInt8]?) throws -> HookedRepository {
        let repository = try HookedRepository()
        try repository.git("config", "core.hooksPath", "hooks")
        try repository.write("#!/bin/sh\n", to: "hooks/commit-msg")
        try repository.git("add", "-A")
        try repository.git("commit", "-q", "-m", "hooks")
        let path = "\(repository.path)/\(LinesOfOurs.exclude)"
        if let exclude { try Files.write(exclude, to: path, mode: 0o640) } else { try Files.remove(path) }
        return repository
    }

    private func bytes(_ repository: HookedRepository) throws -> [UInt8] {
        try Files.read("\(repository.path)/\(LinesOfOurs.exclude)")
    }

    /// One that is no UTF-8, too.
    @Test(arguments: [[], Array("*.log\n".utf8), Array("*.log".utf8), Array("caf".utf8) + [0xE9, 0x0A]])
    func anExcludeFileIsAsItWas(original: [UInt8]) throws {
        let repository = try repository(original)
        let before = try repository.everything()
        try repository.install()
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(try bytes(repository).starts(with: original))
        try repository.uninstall()
        #expect(try bytes(repository) == original)
        #expect(try repository.everything() == before)
    }

    @Test func oneThatWasNotThereIsGoneAgain() throws {
        let repository = try repository(nil)
        let before = try repository.everything()
        try repository.install()
        try repository.uninstall()
        #expect(try repository.everything() == before)
    }

    @Test(arguments: [Array("*.log".utf8), Array("caf".utf8) + [0xE9, 0x0A], nil])
    func editsAroundThemStayByteForByte(original: [UInt8]?) throws {
        let repository = try repository(original)
        try repository.install()
        let ours = try bytes(repository).dropFirst(original?.count ?? 0).split(separator: UInt8(ascii: "\n"))
        try #require(ours.count == 5)
        let (first, last) = (Array(try ours[at: 0]), Array(try ours[at: 4]))
        let between = ours.dropFirst().dropLast().map(Array.init)
        let (above, below): ([[UInt8]], [[UInt8]]) = (
            [Array("/first".utf8), [0xE9]], [Array("# between".utf8), Array("/last".utf8)]
        )
        let mine = above + below
        let edited = above + [last, first] + below.dropLast() + between + below.suffix(1)
        let path = "\(repository.path)/\(LinesOfOurs.exclude)"
        try Files.write(Array(edited.joined(separator: [0x0A])), to: path, mode: 0o600)
        let report = try repository.uninstall()
        #expect(report.edited == [path])
        #expect(report.left == [])
        #expect(try bytes(repository) == Array(mine.joined(separator: [0x0A])))
        #expect(try Files.mode(of: path) == 0o600)
    }

    @Test func whatWasWrittenBetweenTwoInstallsStays() throws {
        let repository = try repository(Array("*.log\n".utf8))
        try repository.install()
        let path = "\(repository.path)/\(LinesOfOurs.exclude)"
        // Somebody takes one of ours out and adds a line: the next install puts the one back.
        var lines = try bytes(repository).split(separator: UInt8(ascii: "\n")).map(Array.init)
        lines.remove(at: 2)
        try Files.write(Array((lines + [Array("/mine".utf8), []]).joined(separator: [0x0A])), to: path, mode: 0o644)
        try Files.remove("\(repository.path)/hooks/pre-push")
        try Files.remove("\(repository.path)/hooks/pre-commit")
        try Files.remove("\(repository.path)/hooks/pre-merge-commit")
        try repository.install()
        try repository.uninstall()
        #expect(String(decoding: try bytes(repository), as: UTF8.self) == "*.log\n/mine\n")
    }
}
