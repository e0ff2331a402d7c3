import Testing
import TreeGuardMigrations

@Suite struct TrustedAddresses {
    @Test(arguments: [
        "203.0.113.7", "10.0.0.1", "203.0.113.0/24", "203.0.113.7/32", "100.64.0.0/16", "223.255.255.255",
    ])
    func isTakenAsWritten(_ text: String) throws {
        #expect(try TrustedAddress(text).description == text)
    }

    @Test(arguments: [
        "", "::1", "2001:db8::1/64", "203.0.113", "203.0.113.7.", "203.0.113.256", "203.0.113.07", "+1.2.3.4",
        "1.2.3.4 ", "1.2.3.4\n", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/024", "10.0.0.0/8", "0.0.0.0/0", "203.0.113.7/24",
        "127.0.0.1",
        "0.1.2.3", "224.0.0.1", "255.255.255.255", "example.com", "1.2.3.4/16/1", "١.2.3.4",
    ])
    func anythingElseIsRefusedWithWhatToWrite(_ text: String) throws {
        let unfit = try #require(throws: TrustedAddress.Unfit.self) { try TrustedAddress(text) }
        #expect(!unfit.why.isEmpty && !unfit.next.isEmpty)
        #expect(!unfit.why.contains("\n"))
    }

    @Test func anAddressInsideANetworkIsAnsweredWithTheNetwork() throws {
        let unfit = try #require(throws: TrustedAddress.Unfit.self) { try TrustedAddress("203.0.113.7/20") }
        #expect(unfit.next == "write --ip 203.0.113.7, or the network: --ip 203.0.112.0/20")
    }
}
