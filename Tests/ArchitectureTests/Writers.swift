import TestSupport
import Testing

/// A command that writes to an environment asks first if an agent runs it.
@Suite struct Writers {
    /// The ways by which anything of App's can change a database of somebody's, or the firewall before it.
    private static let ways = ["DeploySession.open(", " apply(environment", "site.carryOut("]

    /// Files that go one of these ways and change nothing of the kind, each with the reason.
    private static let others = [
        "Sources/TreeGuard/App/Rehearse/LockWatch.swift": "looks at a throwaway server",
        "Sources/TreeGuard/App/Rehearse/RehearsedRun.swift": "writes to a throwaway server",
        "Sources/TreeGuard/App/Deploy/DeployProgress.swift": "looks who is in the way",
        "Sources/TreeGuard/App/Deploy/DeployVerification.swift": "reads, in transactions that are rolled back",
        "Sources/TreeGuard/App/Firewall/FirewallClosing.swift": "takes out what was let in from here",
    ]

    @Test func everyWriterLeavesRequiredEnvironmentsToAPerson() throws {
        var found: Set<String> = []
        for file in try SourceFile.all(below: "Sources/TreeGuard/App") {
            let goes = file.lines.contains { line in
                !line.contains("func ") && Self.ways.contains { line.contains($0) }
            }
            guard goes else { continue }
            found.insert(file.path)
            let asks = file.lines.contains { $0.contains("leaveToAPerson(") }
            #expect(
                asks || Self.others[file.path] != nil,
                "\(file.path) writes: call session.leaveToAPerson before it does, or say here why it need not")
        }
        #expect(found.isSuperset(of: Self.others.keys), "one of the reasons is not needed any more")
        #expect(found.count > Self.others.count)
    }
}
