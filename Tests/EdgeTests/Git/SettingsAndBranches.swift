import TestSupport
import Testing
import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// The settings of git's configuration, and the branches.
@Suite struct SettingsAndBranches {
    @Test(arguments: bothBackends) func aStoredFileIsReadByGit(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let file = """
            ; a comment
            [Guard]
            \tProtect = main
            \tprotect = "release/*" # and this
            \tstrict
            [migrations "DB/my \\"migrations\\""]
            \tframework = two\\nlines
            """
        try repository.commit([".treeguard": file])
        try repository.link("link", to: ".treeguard")
        try repository.commit()
        let opened = try repository.opened(backend)
        let tree = try #require(try opened.head().commit).tree
        let expected = [
            Setting(key: "guard.protect", value: "main"), Setting(key: "guard.protect", value: "release/*"),
            Setting(key: "guard.strict", value: nil),
            Setting(key: #"migrations.DB/my "migrations".framework"#, value: "two\nlines"),
        ]
        #expect(try opened.settings(of: ".treeguard", in: tree) == expected)
        #expect(try opened.settings(ofBlob: try repository.id("HEAD:.treeguard")) == expected)
        #expect(try opened.settings(ofFile: ".treeguard") == expected)
        #expect(try opened.settings(of: "link", in: tree) == nil)
        #expect(try opened.settings(of: "absent", in: tree) == nil)
    }

    @Test(arguments: bothBackends) func aMalformedFileIsRefusedWithItsLine(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit([".treeguard": "[guard]\n\tprotect = main\n\t= nonsense\n"])
        let opened = try repository.opened(backend)
        let blob = try repository.id("HEAD:.treeguard")
        let failure = #expect(throws: Failure.self) { try opened.settings(ofBlob: blob) }
        #expect(failure?.code == .configurationInvalid)
        #expect(failure?.why.contains("line 3") == true)
        #expect(throws: Failure.self) { try opened.settings(ofFile: "absent") }
    }

    @Test(arguments: bothBackends) func aPersonsOwnSettingsComeFromEverywhere(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        #expect(try repository.opened(backend).personalSettings() == [])
        try repository.git("config", "--global", "treeguard.onPending", "block")
        try repository.git("config", "treeguard.environment.Staging.url", "env:X")
        try repository.git("config", "other.key", "x")
        let extra = ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "treeguard.mode", "GIT_CONFIG_VALUE_0": "warn"]
        #expect(
            try repository.opened(backend, environment: extra).personalSettings() == [
                Setting(key: "treeguard.onpending", value: "block"),
                Setting(key: "treeguard.environment.Staging.url", value: "env:X"),
                Setting(key: "treeguard.mode", value: "warn"),
            ])
    }

    @Test(arguments: bothBackends) func theDefaultBranchIsFoundInOrder(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        try repository.commit(["001.sql": "a"])
        try repository.git("branch", "--move", "only")
        let opened = try repository.opened(backend)
        #expect(try opened.defaultBranch() == "only")
        try repository.git("branch", "trunk")
        #expect(try opened.defaultBranch() == nil)
        try repository.git("config", "init.defaultBranch", "trunk")
        #expect(try opened.defaultBranch() == "trunk")
        try repository.git("branch", "master")
        #expect(try opened.defaultBranch() == "master")
        try repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
        #expect(try opened.defaultBranch() == "main")
        try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
        #expect(try opened.defaultBranch() == "main")
        try repository.git("update-ref", "refs/remotes/origin/team/trunk", "HEAD")
        try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/team/trunk")
        #expect(try opened.defaultBranch() == "team/trunk")
        #expect(try opened.branchNames() == ["master", "only", "trunk"])
    }

    @Test(arguments: bothBackends) func aBranchIsNotTheTagOfItsName(_ backend: Repository.Backend) throws {
        let repository = try TemporaryRepository()
        let first = try repository.commit(["001.sql": "a"])
        try repository.git("tag", "main")
        let second = try repository.commit(["002.sql": "b"])
        try repository.git("update-ref", "refs/remotes/origin/remote", first.hex)
        let opened = try repository.opened(backend)
        #expect(try opened.commit(named: "main")?.id == first)
        #expect(try opened.commit(ofBranch: "main")?.id == second)
        #expect(try opened.commit(ofBranch: "remote")?.id == first)
        #expect(try opened.commit(ofBranch: "absent") == nil)
    }

    @Test(arguments: bothBackends) func onlyWhatIsPublishedIsUpstream(_ backend: Repository.Backend) throws {
        let origin = try TemporaryRepository()
        let first = try origin.commit(["001.sql": "a"])
        try origin.git("branch", "other")
        let clone = try TemporaryRepository(cloneOf: origin)
        try clone.commit(["002.sql": "b"])
        let opened = try clone.opened(backend)
        #expect(try opened.upstream(ofBranch: "main")?.id == first)
        try clone.git("branch", "--track", "local", "main")
        #expect(try opened.upstream(ofBranch: "local") == nil)
        try clone.git("branch", "--no-track", "other")
        #expect(try opened.upstream(ofBranch: "other")?.id == first)
        #expect(try opened.upstream(ofBranch: "absent") == nil)
    }
}
