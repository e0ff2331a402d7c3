import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Whatever the provider answers, the rules of others stay, and what was begun is finished or taken back.
@Suite struct FaultsOfTheProvider {
    @Test(arguments: [
        "GET 500", "GET 429:1", "GET malformed", "GET cut", "GET slow:3", "PUT 500", "PUT 429:1", "PUT cut",
        "PUT cut-after", "PUT slow:3",
    ])
    func whatPassesIsWaitedOut(fault: String) throws {
        let stage = try FirewallStage(settings: fault.contains("slow") ? "timeout = 1s" : "timeout = 4s")
        try stage.meet(fault)
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7")
        #expect(opened.succeeded, "\(opened.errorText)")
        #expect(try stage.rules.hasPrefix(String(FirewallStage.others.dropLast())))
        #expect(try JSON(reading: stage.rules).elements?.count == 3)
        try stage.meet(fault)
        #expect(try stage.treeguard("firewall", "close").succeeded)
        #expect(try stage.rules == FirewallStage.others)
    }

    @Test(arguments: [
        ("GET 401", "Unable to authenticate you"), ("GET 404", "there is no cluster"), ("PUT 403", "scopes"),
        ("PUT 422", "invalid ip address"), ("GET redirect", "another address"), ("PUT redirect", "another address"),
        ("GET 429:86400", "asks to wait 86400 s"),
    ])
    func whatStaysIsSaidAndNothingIsChanged(fault: String, words: String) throws {
        let stage = try FirewallStage()
        try stage.meet(fault)
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7")
        #expect(opened.end == .exited(3))
        #expect(opened.errorText.split { $0 == "\n" || $0 == " " }.joined(separator: " ").contains(words))
        #expect(opened.outputText == "")
        #expect(try stage.rules == FirewallStage.others)
        let closed = try stage.treeguard("firewall", "close")
        #expect(closed.outputText == "nothing is open from here\n")
    }

    @Test func aProviderThatIsGoneForGoodIsSaid() throws {
        let stage = try FirewallStage()
        try stage.meet(Array(repeating: "GET 500\n", count: 9).joined().dropLast().description)
        let opened = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7")
        #expect(opened.end == .exited(3) && opened.errorText.contains("HTTP 500, Unexpected server-side error"))
        #expect(try stage.requests == Array(repeating: "GET", count: 5))
    }
}
