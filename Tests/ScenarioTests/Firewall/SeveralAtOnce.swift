import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Two at once, and ends that nobody wanted.
@Suite struct SeveralAtOnce {
    private static let addresses = ["203.0.113.7", "203.0.113.8"]

    private func clone(_ stage: FirewallStage) throws -> String {
        try stage.repository.git("clone", "--quiet", stage.repository.path, stage.repository.folder.path("clone"))
        return stage.repository.folder.path("clone")
    }

    @Test(arguments: [true, false])
    func twoWhoOpenAtOnceLoseNeither(inOneClone: Bool) throws {
        let stage = try FirewallStage()
        let places = [stage.repository.path, inOneClone ? stage.repository.path : try clone(stage)]
        let both = Array(zip(Self.addresses, places))
        let opened = simultaneously(both) { address, place in
            Result { try stage.treeguard("firewall", "open", "--ip", address, in: place) }
        }
        for output in opened { #expect(try output.get().succeeded) }
        #expect(try eventually { try stage.lets(Self.addresses[at: 0]) && stage.lets(Self.addresses[at: 1]) })
        let closed = simultaneously(both) { _, place in Result { try stage.treeguard("firewall", "close", in: place) } }
        for output in closed { #expect(try output.get().succeeded) }
        #expect(try eventually { try stage.rules == FirewallStage.others })
    }

    /// The worst order: a whole opening between another one's reading and its writing. Whoever was overwritten puts his own
    /// back once no such writing can come any more.
    @Test func anOpeningThatWasOverwrittenAfterItWasSeenIsPutBack() throws {
        let stage = try FirewallStage(settings: "timeout = 4s")
        let place = try clone(stage)
        let second = try stage.command(["firewall", "open", "--ip", Self.addresses[at: 1]])
        let line = "'\(second.program)' -C '\(place)' firewall open --ip \(Self.addresses[1])"
        try stage.meet("PUT before:HOME='\(place)' DIGITALOCEAN_API_TOKEN=\(FirewallStage.token) \(line)")
        #expect(try stage.treeguard("firewall", "open", "--ip", Self.addresses[at: 0]).succeeded)
        #expect(
            try eventually { try stage.lets(Self.addresses[at: 1]) }
                || eventually { try stage.lets(Self.addresses[at: 1]) })
        #expect(try stage.lets(Self.addresses[at: 0]))
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalShutsWhatIsHeld(number: Int32) throws {
        let stage = try FirewallStage()
        let held = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--hold") { id in
            try stage.wait { try stage.lets("203.0.113.7") }
            kill(id, number)
        }
        #expect(held.end == .signalled(number))
        #expect(try stage.rules == FirewallStage.others)
        #expect(held.errorText.contains("the firewall is closed again"))
    }

    /// A request on its way when a person gives up arrives afterwards: the state is read once more.
    @Test func aSignalInTheMiddleOfAWriteLeavesNothing() throws {
        let stage = try FirewallStage(settings: "timeout = 2s")
        try stage.meet("PUT slow:1")
        let stopped = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7") { id in
            try stage.wait { try stage.requests.contains("PUT") }
            kill(id, SIGINT)
        }
        #expect(stopped.end == .signalled(SIGINT))
        #expect(eventually { !Files.exists(stage.record) })
        #expect(try stage.rules == FirewallStage.others)
    }

    @Test func heldUntilItsTimeIsOver() throws {
        let stage = try FirewallStage()
        let held = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--hold", "--ttl", "1s")
        #expect(held.succeeded && held.outputText.contains("Ctrl-C"))
        #expect(try stage.rules == FirewallStage.others)
    }

    @Test func whoIsKilledIsClearedUpAfterByTheWatcher() throws {
        let stage = try FirewallStage()
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--hold") { id in
            try stage.wait { try !stage.watchers().isEmpty && stage.lets("203.0.113.7") }
            kill(id, SIGKILL)
        }
        #expect(try eventually { try stage.rules == FirewallStage.others })
    }

    @Test func afterACrashTheNextCommandShutsIt() throws {
        let stage = try FirewallStage()
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--hold") { id in
            try stage.wait { try !stage.watchers().isEmpty && stage.lets("203.0.113.7") }
            for watcher in try stage.watchers() { kill(watcher, SIGKILL) }
            kill(id, SIGKILL)
        }
        #expect(try stage.lets("203.0.113.7"))
        let next = try stage.treeguard("migrations", "--target", "main")
        #expect(next.errorText.contains("203.0.113.7, let in by an earlier command, is shut out again"))
        #expect(try stage.rules == FirewallStage.others)
    }

    /// The request that is on its way when we are killed comes through all the same.
    @Test(arguments: [true, false])
    func killedInTheMiddleOfAWriteItIsShutByTheWatcherOrTheNextCommand(isWatched: Bool) throws {
        let stage = try FirewallStage(settings: "timeout = 2s")
        try stage.meet("PUT slow:1")
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7") { id in
            try stage.wait { try stage.requests.contains("PUT") && !stage.watchers().isEmpty }
            for watcher in try isWatched ? [] : stage.watchers() { kill(watcher, SIGKILL) }
            kill(id, SIGKILL)
        }
        if !isWatched {
            #expect(try eventually { try stage.lets("203.0.113.7") })
            _ = try stage.treeguard("migrations", "--target", "main")
        }
        #expect(try eventually { try stage.requests.count { $0 == "PUT" } > 1 && stage.rules == FirewallStage.others })
    }

    @Test func aWatcherThatIsGoneIsReplacedByTheNextCommand() throws {
        let stage = try FirewallStage()
        _ = try stage.treeguard("firewall", "open", "--ip", "203.0.113.7", "--ttl", "1h")
        #expect(try eventually { try !stage.watchers().isEmpty })
        for watcher in try stage.watchers() { kill(watcher, SIGKILL) }
        #expect(try eventually { try stage.watchers().isEmpty })
        _ = try stage.treeguard("migrations", "--target", "main")
        #expect(try eventually { try !stage.watchers().isEmpty })
        #expect(try stage.lets("203.0.113.7"))
        _ = try stage.treeguard("firewall", "close")
    }
}
