import TestSupport
import Testing
import TreeGuardApp
import TreeGuardGit
import TreeGuardMigrations

/// The changes that would land, in every shape that history takes.
@Suite struct Landing {
    @Test(arguments: bothBackends) func aFastForwardBringsWhatTheSourceHas(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["db/001_a.sql": "a", "db/002_b.sql": "b", "readme": "r"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["db/003_c.sql": "c", "db/002_b.sql": "b2", "readme": nil])
        #expect(try repository.landing(backend) == ["M db/002_b.sql", "A db/003_c.sql", "D readme"])
        #expect(try repository.landing(backend, "main", on: "feature") == [])
        #expect(try repository.landing(backend, "main", on: "main") == [])
    }

    @Test(arguments: bothBackends) func aMergeKeepsWhatOthersDidMeanwhile(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a", "gone": "x"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["002.sql": "b", "gone": nil])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["003.sql": "c", "001.sql": "edited"])
        #expect(try repository.landing(backend) == ["A 002.sql", "D gone"])
    }

    @Test(arguments: bothBackends) func aFileThatBothEditedApartIsMerged(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let lines = ["one", "two", "three", "four", "five", "six", "seven"]
        try repository.commit(["001.sql": lines.joined(separator: "\n") + "\n"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["001.sql": (["ONE"] + lines.dropFirst()).joined(separator: "\n") + "\n"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["001.sql": (lines.dropLast() + ["SEVEN"]).joined(separator: "\n") + "\n"])
        let opened = try repository.opened(backend)
        let source = try #require(try opened.commit(named: "feature"))
        let changes = try opened.changes(landing: source, on: try opened.commit(named: "main"))
        #expect(short(changes) == ["M 001.sql"])
        guard case .blob(let id) = changes.changes.first?.new else { return #expect(Bool(false)) }
        #expect(text(try opened.content(of: id)) == "ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n")
        // The name is the one that git gives to the file once it has merged for real.
        try repository.git("merge", "--quiet", "--no-edit", "feature")
        #expect(try repository.id("HEAD:001.sql") == id)
    }

    @Test(arguments: bothBackends) func aConflictIsNamedAndTheSourceLands(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["edit.sql": "a\n", "gone-here.sql": "b\n", "gone-there.sql": "c\n"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit([
            "edit.sql": "theirs\n", "gone-here.sql": "changed\n", "gone-there.sql": nil, "both.sql": "theirs\n",
        ])
        try repository.git("switch", "--quiet", "main")
        try repository.commit([
            "edit.sql": "ours\n", "gone-here.sql": nil, "gone-there.sql": "changed\n", "both.sql": "ours\n",
        ])
        let expected = [
            "M both.sql", "M edit.sql", "A gone-here.sql", "D gone-there.sql",
            "C both.sql", "C edit.sql", "C gone-here.sql", "C gone-there.sql",
        ]
        #expect(try repository.landing(backend) == expected)
        let opened = try repository.opened(backend)
        let source = try #require(try opened.commit(named: "feature"))
        let changes = try opened.changes(landing: source, on: try opened.commit(named: "main")).changes
        #expect(try changes[at: 1].new == .blob(try repository.id("feature:edit.sql")))
    }

    @Test(arguments: bothBackends) func sidesThatAgreeBringNothing(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a", "002.sql": "b"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["001.sql": "same", "002.sql": nil, "003.sql": "same"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["001.sql": "same", "002.sql": nil, "003.sql": "same", "other": "x"])
        #expect(try repository.landing(backend) == [])
    }

    @Test(arguments: bothBackends) func binaryFilesAreNotMergedByLines(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["dump": "\0one\ntwo\nthree\nfour\n"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["dump": "\0ONE\ntwo\nthree\nfour\n"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["dump": "\0one\ntwo\nthree\nFOUR\n"])
        #expect(try repository.landing(backend) == ["M dump", "C dump"])
    }

    @Test(arguments: bothBackends) func aFolderThatMovesIsFilesThatGoAndCome(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["migrations/001.sql": "a", "migrations/002.sql": "b"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.git("mv", "migrations", "db")
        try repository.commit()
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["migrations/003.sql": "c"])
        #expect(
            try repository.landing(backend)
                == ["A db/001.sql", "A db/002.sql", "D migrations/001.sql", "D migrations/002.sql"])
    }

    @Test(arguments: bothBackends) func aFileWhereTheTargetHasAFolderIsAConflict(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["readme": "r"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.commit(["one": "file", "two/002.sql": "b"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["one/001.sql": "a", "two": "file"])
        #expect(try repository.landing(backend) == ["A one", "A two/002.sql", "C one", "C two/002.sql"])
    }

    @Test(arguments: bothBackends) func theExecutableBitIsNoChange(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["run.sql": "a"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.git("update-index", "--chmod=+x", "run.sql")
        try repository.git("commit", "--quiet", "--message", "mode")
        #expect(try repository.landing(backend) == [])
    }

    @Test(arguments: bothBackends) func twoBestAncestorsBringNothingTwice(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a\nb\nc\nd\ne\n", "kept": "k"])
        try repository.git("branch", "feature")
        try repository.commit(["002_main.sql": "m", "001.sql": "A\nb\nc\nd\ne\n"])
        try repository.git("switch", "--quiet", "feature")
        try repository.commit(["003_feature.sql": "f", "001.sql": "a\nb\nc\nd\nE\n"])
        let (main, feature) = (try repository.id("main"), try repository.id("feature"))
        try repository.git("merge", "--quiet", "--no-edit", main.hex)
        try repository.git("switch", "--quiet", "main")
        try repository.git("merge", "--quiet", "--no-edit", feature.hex)
        #expect(try repository.git("merge-base", "--all", "main", "feature").split(separator: "\n").count == 2)
        #expect(try repository.landing(backend) == [])
        try repository.git("switch", "--quiet", "feature")
        try repository.commit(["004_new.sql": "n", "002_main.sql": nil, "001.sql": "A\nb\nx\nd\nE\n"])
        #expect(try repository.landing(backend) == ["M 001.sql", "D 002_main.sql", "A 004_new.sql"])
        try repository.git("switch", "--quiet", "main")
        try repository.commit(["003_feature.sql": nil])
        // What the target removed since is not brought back.
        #expect(try repository.landing(backend) == ["M 001.sql", "D 002_main.sql", "A 004_new.sql"])
    }

    @Test(arguments: bothBackends) func unrelatedHistoriesBringEverythingTheyHave(_ backend: Repository.Backend) throws
    {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a", "both.sql": "ours", "same.sql": "s"])
        try repository.git("switch", "--quiet", "--orphan", "feature")
        try repository.commit(["002.sql": "b", "both.sql": "theirs", "same.sql": "s"])
        #expect(
            try repository.landing(backend) == ["A 002.sql", "M both.sql", "C both.sql", "unrelatedHistories"])
    }

    @Test(arguments: bothBackends) func withoutATargetEverythingIsAdded(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["db/001.sql": "a", "readme": "r"])
        let opened = try repository.opened(backend)
        let source = try #require(try opened.commit(named: "main"))
        #expect(short(try opened.changes(landing: source, on: nil)) == ["A db/001.sql", "A readme"])
    }
}
