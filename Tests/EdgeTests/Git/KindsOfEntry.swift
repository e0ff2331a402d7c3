import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// Links, submodules, tags and names that are not plain.
@Suite struct KindsOfEntry {
    @Test(arguments: bothBackends) func aLinkIsToldFromAFile(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["real.sql": "a", "was-file.sql": "real.sql"])
        try repository.link("was-link.sql", to: "real.sql")
        try repository.link("stays.sql", to: "real.sql")
        try repository.commit()
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.git("rm", "--quiet", "was-file.sql", "was-link.sql", "stays.sql")
        try repository.link("001_x.sql", to: "/etc/passwd")
        try repository.link("was-file.sql", to: "real.sql")
        try repository.link("stays.sql", to: "elsewhere.sql")
        try repository.commit(["was-link.sql": "real.sql"])
        #expect(
            try repository.landing(backend) == ["A@ 001_x.sql", "M@ stays.sql", "D was-file.sql", "A was-link.sql"])
        let opened = try repository.opened(backend)
        let tree = try #require(try opened.commit(named: "feature")).tree
        #expect(try opened.entries(of: tree, under: "001_x.sql").map(\.kind) == [.symbolicLink])
    }

    @Test(arguments: bothBackends) func aSubmoduleIsNamedAndNotEntered(_ backend: Repository.Backend) throws {
        let inner = try TemporaryRepository()
        try inner.commit(["db/001.sql": "inner"])
        let repository = try TemporaryRepository()
        try repository.commit(["readme": "r"])
        try repository.git("switch", "--quiet", "--create", "feature")
        try repository.git("submodule", "--quiet", "add", inner.path, "vendor/inner")
        // A submodule may ask every diff to overlook it.
        try repository.git("config", "--file", ".gitmodules", "submodule.vendor/inner.ignore", "all")
        try repository.commit()
        #expect(try repository.landing(backend) == ["A .gitmodules", "S vendor/inner"])
        try repository.git("commit", "--quiet", "--allow-empty", "--message", "more", in: "vendor/inner")
        try repository.git("switch", "--quiet", "--create", "next")
        try repository.git("update-index", "--cacheinfo", "160000,\(try repository.id("HEAD")),vendor/inner")
        try repository.git("commit", "--quiet", "--message", "move the submodule")
        #expect(try repository.landing(backend, "next", on: "feature") == ["S vendor/inner"])
        let opened = try repository.opened(backend)
        let tree = try #require(try opened.commit(named: "feature")).tree
        #expect(try opened.entries(of: tree, under: "vendor").map(\.kind) == [.submodule])
        let insideOfIt = try repository.opened(backend, at: "vendor/inner")
        #expect(insideOfIt.layout.workTree == repository.path + "/vendor/inner")
        #expect(insideOfIt.layout.gitDirectory == repository.path + "/.git/modules/vendor/inner")
        #expect(try insideOfIt.head().commit != nil)
        let hook = try repository.opened(
            backend, at: "vendor/inner", environment: ["GIT_DIR": repository.path + "/.git/modules/vendor/inner"])
        #expect(hook.layout == insideOfIt.layout)
    }

    @Test(arguments: bothBackends) func pathsMayHoldAnyBytes(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["readme": "r"])
        try repository.git("switch", "--quiet", "--create", "feature")
        let paths: [RepositoryPath] = [
            "db/001 with space.sql", "db/002 \"quoted\".sql", "db/003 line\nend.sql", "db/004 tab\t.sql",
            "db/005 öäü.sql", "-db/--006.sql", "db/*.sql", ":(top)/007.sql",
            RepositoryPath(bytes: Array("db/".utf8) + [0xFF, 0xFE] + Array(".sql".utf8)),
            RepositoryPath(bytes: [0xE9] + Array("/008.sql".utf8)),
        ].sorted()
        for path in paths { try repository.write(Array("x".utf8), to: path) }
        let opened = try repository.opened(backend)
        #expect(try opened.uncommitted().map(\.path) == paths)
        for path in paths { #expect(try opened.uncommitted(under: [path]).map(\.path) == [path]) }
        try repository.commit()
        let source = try #require(try opened.commit(named: "feature"))
        let changes = try opened.changes(landing: source, on: try opened.commit(named: "main"))
        #expect(changes.changes.map(\.path) == paths)
        #expect(try opened.entries(of: source.tree).map(\.path) == (paths + ["readme"]).sorted())
        for path in paths {
            #expect(try opened.entries(of: source.tree, under: path).map(\.path) == [path])
            let inside = paths.filter { $0.isInside(path.folder) }
            #expect(try opened.entries(of: source.tree, under: path.folder).map(\.path) == inside)
        }
    }

    @Test(arguments: bothBackends) func anAnnotatedTagMeansItsCommit(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let first = try repository.commit(["001.sql": "a"])
        try repository.git("tag", "--annotate", "--message", "one", "v1")
        try repository.git("tag", "--annotate", "--message", "two", "v2", "v1")
        try repository.commit(["002.sql": "b"])
        let opened = try repository.opened(backend)
        #expect(try opened.commit(named: "v1")?.id == first)
        #expect(try opened.commit(named: "v2")?.id == first)
        #expect(try repository.landing(backend, "main", on: "v2") == ["A 002.sql"])
        let tag = try repository.id("v2")
        #expect(short(try opened.changes(from: tag, to: try repository.id("main"))) == ["A 002.sql"])
    }

    @Test(arguments: bothBackends) func revisionsAreNamedInManyWays(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let first = try repository.commit(["001.sql": "a"])
        let second = try repository.commit(["002.sql": "b"])
        let opened = try repository.opened(backend)
        for name in ["main", "HEAD", "@", "refs/heads/main", "heads/main", second.hex, second.short] {
            #expect(try opened.commit(named: name)?.id == second, "\(name)")
        }
        for name in ["main~1", "main^", "HEAD~", first.hex] {
            #expect(try opened.commit(named: name)?.id == first, "\(name)")
        }
        let blob = try repository.id("main:001.sql").hex
        let none = [
            "", "nope", "-x", "--all", "a b", "main\nHEAD", "main\0", "main:001.sql", blob,
            String(repeating: "1", count: 40),
        ]
        for name in none { #expect(try opened.commit(named: name) == nil, "\(name)") }
        #expect(try opened.commit(named: "main")?.tree == (try repository.id("main^{tree}")))
    }

    @Test(arguments: bothBackends) func replacementsAreNotFollowed(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["readme": "r"])
        try repository.git("switch", "--quiet", "--create", "feature")
        let real = try repository.commit(["001.sql": "a"])
        try repository.git("replace", real.hex, try repository.id("main").hex)
        #expect(try repository.landing(backend) == ["A 001.sql"])
    }

    @Test(arguments: bothBackends) func twentyThousandFilesAreRead(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        var stream = "blob\nmark :1\ndata 1\nx\n"
        stream += "commit refs/heads/main\nmark :2\ncommitter A <a@b> 1 +0000\ndata 0\n"
        for number in 0..<20_000 { stream += "M 100644 :1 dir\(number % 100)/sub/file\(number).txt\n" }
        stream += "commit refs/heads/feature\ncommitter A <a@b> 2 +0000\ndata 0\nfrom :2\n"
        stream += "M 100644 :1 dir7/sub/001_x.sql\nD dir8/sub/file8.txt\n"
        stream += "commit refs/heads/main\ncommitter A <a@b> 3 +0000\ndata 0\nfrom :2\n"
        stream += "D dir9/sub/file9.txt\n"
        try repository.git("fast-import", "--quiet", input: stream)
        #expect(try repository.landing(backend) == ["A dir7/sub/001_x.sql", "D dir8/sub/file8.txt"])
        let opened = try repository.opened(backend)
        let tree = try #require(try opened.commit(named: "feature")).tree
        #expect(try opened.entries(of: tree).count == 20_000)
        #expect(try opened.entries(of: tree, under: "dir7").count == 201)
        #expect(try opened.entries(of: tree, under: "migrations") == [])
        #expect(try opened.entries(of: tree, under: "dir7/sub/file7.txt/below") == [])
    }
}
