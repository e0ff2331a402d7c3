import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// `treeguard firewall`, with the real curl and a provider on loopback.
@Suite struct OpeningAndClosing {
    @Test func anAddressIsLetInShownAndShutOutAgain() throws {
        let stage = try FirewallStage()
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--ttl", "1h")
        #expect(opened.succeeded, "\(opened.errorText)")
        #expect(opened.outputText.hasPrefix("203.0.113.7 is let in to digitalocean until "))
        #expect(try stage.rules.hasPrefix(String(FirewallStage.others.dropLast())))
        #expect(try Files.mode(of: stage.record) == 0o600)

        let listed = try stage.treeguard("firewall", "list", "--format", "json")
        let rules = try #require(JSON(reading: listed.outputText)["rules"]?.elements)
        #expect(rules.map { $0["value"]?.string ?? "" }.last == "203.0.113.7" && rules.count == 3)
        #expect(rules.last?["opened"]?["who"] == "Ada <ada@example.com>")
        #expect(try rules[at: 1]["opened"] == nil && rules[at: 1]["description"] == #"the "office""#)
        #expect(try stage.treeguard("firewall", "list").outputText.contains("opened from here by Ada"))

        let closed = try stage.treeguard("firewall", "close")
        #expect(closed.outputText == "203.0.113.7 is shut out again (digitalocean).\n")
        #expect(try stage.rules == FirewallStage.others)
        #expect(try stage.treeguard("firewall", "close").outputText == "nothing is open from here\n")
    }

    @Test func anAddressThatWasLetInBeforeStays() throws {
        let stage = try FirewallStage()
        let opened = try stage.treeguard("firewall", "open", "--ip", "192.0.2.1", "--format", "json")
        #expect(try JSON(reading: opened.outputText)["state"] == "was-open")
        #expect(!Files.exists(stage.record))
        _ = try stage.treeguard("firewall", "close")
        #expect(try stage.rules == FirewallStage.others)
        #expect(try !stage.requests.contains("PUT"))
    }

    private static let theirs =
        String(FirewallStage.others.dropLast()) + """
            , {"uuid": "0c61c7a4-41ad-4c3a-8b5b-1f7a0e6a9d11", "cluster_uuid": "\(FirewallStage.cluster)", "type": "ip_addr", \
            "value": "203.0.113.7", "description": "their office", "created_at": "2019-11-14T20:30:28Z"}]
            """

    /// Ours was lost, and theirs is there by the time that we look at what became of it.
    @Test func aRuleThatSomebodyElseWroteMeanwhileStays() throws {
        let stage = try FirewallStage()
        try stage.meet("GET as-it-is", "GET before:printf '%s' '\(Self.theirs)' >rules.json")
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--format", "json")
        #expect(try JSON(reading: opened.outputText)["state"] == "was-open", "\(opened.errorText)")
        _ = try stage.treeguard("firewall", "close")
        #expect(try stage.rules == Self.theirs)
    }

    @Test func aRuleThatTookThePlaceOfOursStays() throws {
        let stage = try FirewallStage()
        #expect(try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--ttl", "1h").succeeded)
        try stage.replaceRules(Self.theirs)
        let again = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--format", "json")
        #expect(try JSON(reading: again.outputText)["state"] == "was-open", "\(again.errorText)")
        _ = try stage.treeguard("firewall", "close")
        #expect(try stage.rules == Self.theirs)
    }

    @Test func aFirewallWithoutRulesGetsNone() throws {
        let stage = try FirewallStage(rules: "[]")
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7")
        #expect(opened.succeeded && opened.outputText.contains("lets everybody in"))
        #expect(try stage.rules == "[]")
    }

    @Test func theLastRuleIsNotTakenAway() throws {
        let stage = try FirewallStage()
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7")
        let ours = try #require(try JSON(reading: stage.rules).elements?.last)
        try stage.replaceRules(JSON.array([ours]).line)
        let closed = try stage.treeguard("firewall", "close")
        #expect(closed.end == .exited(3) && closed.errorText.contains("it is the last rule"))
        #expect(try stage.lets("203.0.113.7") && Files.exists(stage.record))
    }

    @Test func theTimeIsKeptWhenNobodyIsThereAnyMore() throws {
        let stage = try FirewallStage()
        #expect(try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--ttl", "2s").succeeded)
        #expect(try eventually { try !stage.lets("203.0.113.7") })
        #expect(try stage.rules == FirewallStage.others)
    }

    @Test func twoOpeningsOfOneAddressEndWithTheLast() throws {
        let stage = try FirewallStage()
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--ttl", "1h")
        let held = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--hold") { id in
            try stage.wait { try Files.read(stage.record).split(separator: 0x0A).count == 2 }
            try stage.wait { try stage.treeguard("firewall", "list").outputText.contains("from here") }
            kill(id, SIGTERM)
        }
        #expect(held.end == .signalled(SIGTERM))
        #expect(try stage.lets("203.0.113.7"))
        _ = try stage.treeguard("firewall", "close")
        #expect(try stage.rules == FirewallStage.others)
    }

    @Test func theAddressComesFromACommandWhereTheTeamSaysSo() throws {
        let stage = try FirewallStage(settings: "address = command:echo 203.0.113.9\n\ttimeout = 4s")
        let opened = try stage.treeguard("firewall", "open", "--env", "production")
        #expect(opened.succeeded && opened.outputText.hasPrefix("203.0.113.9 is let in"))
    }

    @Test func neitherArgumentsNorEnvironmentOfCurlHoldTheToken() throws {
        let stage = try FirewallStage()
        let folder = stage.repository.folder
        let curl = try #require(Subprocess.path(ofProgram: "curl", searchPath: ProcessEnvironment.inherited["PATH"]))
        try folder.write(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '\(folder.path)/seen'; env >> '\(folder.path)/seen'\nexec \(curl) \"$@\"\n",
            to: "bin/curl")
        try runProgram("chmod", "+x", folder.path("bin/curl"))
        let path = "\(folder.path("bin")):\(ProcessEnvironment.inherited["PATH"] ?? "")"
        let opened = try stage.treeguard(
            "firewall", "open", "--ip", "203.0.113.7", "--verbose",
            environment: ["PATH": path, "COPY_OF_IT": "Bearer \(FirewallStage.token)"])
        #expect(opened.succeeded, "\(opened.errorText)")
        let seen = try folder.read("seen")
        #expect(seen.contains("--config") && !seen.contains(FirewallStage.token))
        #expect(!String(decoding: try Files.read(stage.record), as: UTF8.self).contains(FirewallStage.token))
        for id in try stage.watchers() {
            let line = String(decoding: try Files.read("/proc/\(id)/cmdline"), as: UTF8.self)
            #expect(!line.contains(FirewallStage.token))
        }
    }

    @Test func withoutCurlItIsSaidWhatToDo() throws {
        let stage = try FirewallStage()
        let git = try #require(Subprocess.path(ofProgram: "git", searchPath: ProcessEnvironment.inherited["PATH"]))
        try runProgram("mkdir", stage.repository.folder.path("bin"))
        try runProgram("ln", "-s", git, stage.repository.folder.path("bin/git"))
        let opened = try stage.treeguard(
            "firewall", "list", environment: ["PATH": stage.repository.folder.path("bin")])
        #expect(opened.end == .exited(2) && opened.errorText.contains("curl is not on PATH"))
    }

    @Test(arguments: [nil, "two words"])
    func withoutATokenNothingIsAsked(token: String?) throws {
        let stage = try FirewallStage()
        let opened = try stage.treeguard("firewall", "list", environment: ["DIGITALOCEAN_API_TOKEN": token])
        #expect(opened.end == .exited(2) && opened.errorText.contains("env:DIGITALOCEAN_API_TOKEN"))
        #expect(!opened.errorText.contains("two words"))
    }
}
