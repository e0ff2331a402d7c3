import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Files are read within bounds, written whole, and removed without following links.
@Suite struct FilesOnDisk {
    @Test func whatIsWrittenIsRead() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try folder.write(bytes, to: "a/b/c")
        #expect(try Files.read(folder.path("a/b/c")) == bytes)
        #expect(try Files.names(in: folder.path("a/b")) == ["c"])
    }

    @Test func writingReplacesAndSetsTheMode() throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "script")
        try Files.write("#!/bin/sh\n", to: folder.path("script"), mode: 0o755)
        #expect(try folder.read("script") == "#!/bin/sh\n")
        #expect(try runProgram("stat", "-c", "%a", folder.path("script")) == "755")
    }

    @Test func aPathThatIsNotUTF8CanBeRead() throws {
        let folder = try TemporaryFolder()
        try runProgram("sh", "-c", "printf caf > \"$(printf 'caf\\351.sql')\"", in: folder.path)
        let path = RepositoryPath(bytes: Array("caf".utf8) + [0xE9] + Array(".sql".utf8))
        #expect(try Files.read(path, in: folder.path) == Array("caf".utf8))
    }

    @Test func whatIsNoRegularFileIsRefusedAtOnce() throws {
        let folder = try TemporaryFolder()
        try runProgram("mkfifo", folder.path("pipe"))
        let pipe = #expect(throws: SystemError.self) { try Files.read(folder.path("pipe")) }
        #expect(pipe?.number == EINVAL)
        let directory = #expect(throws: SystemError.self) { try Files.read(folder.path) }
        #expect(directory?.number == EISDIR)
        let nothing = #expect(throws: SystemError.self) { try Files.read(folder.path("nothing")) }
        #expect(nothing?.isMissing == true)
    }

    @Test func aFileOverTheBoundIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("12345", to: "five")
        #expect(try Files.read(folder.path("five"), limit: 5).count == 5)
        let error = #expect(throws: SystemError.self) { try Files.read(folder.path("five"), limit: 4) }
        #expect(error?.number == EFBIG)
        #expect(error?.failure.code == .fileUnreadable)
    }

    @Test func removingTakesAllAndFollowsNoLink() throws {
        let folder = try TemporaryFolder()
        try folder.write("precious", to: "outside/file")
        try folder.write("x", to: "inside/deep/file")
        try runProgram("ln", "-s", folder.path("outside"), folder.path("inside/link"))
        try runProgram("sh", "-c", "touch \"$(printf 'inside/caf\\351')\"", in: folder.path)
        try runProgram("chmod", "000", folder.path("inside/deep"))
        try Files.remove(folder.path("inside"))
        try Files.remove(folder.path("inside"))
        #expect(!Files.exists(folder.path("inside")))
        #expect(try folder.read("outside/file") == "precious")
    }

    @Test func theProgramKnowsItselfAndItsFolder() throws {
        #expect(Files.isRegularFile(try ProcessEnvironment.executablePath()))
        #expect(try ProcessEnvironment.currentDirectory() == Files.resolved("."))
        #expect(ProcessEnvironment.inherited["PATH"]?.isEmpty == false)
    }
}
