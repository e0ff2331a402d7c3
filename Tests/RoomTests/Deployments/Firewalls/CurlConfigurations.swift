import Testing
import TreeGuardDeployments

/// The configuration on curl's standard input: each setting on its line, whatever is in it.
@Suite struct CurlConfigurations {
    @Test func aURLIsOneWordOfOneLine() throws {
        let url = try #require(HealthURL("https://a/\"\\\n\toutput = x"))
        let lines = url.curlConfiguration.split(separator: "\n")
        #expect(lines.first == #"url = "https://a/\"\\\n\toutput = x""#)
        #expect(lines.filter { $0.hasPrefix("output") } == ["output = \"/dev/null\""])
    }

    @Test(arguments: [
        ("http://localhost:8080/health", "http://localhost:8080/health"),
        ("https://me:word@example.com/a/b?token=t#f", "https://example.com/a/b"),
        ("https://example.com?token=t", "https://example.com"),
        ("https://example.com/@here", "https://example.com/@here"),
    ])
    func whatIsShownHoldsNoSecret(url: String, shown: String) throws {
        #expect(try #require(HealthURL(url)).shown == shown)
    }

    @Test(arguments: ["./health http://a", "curl -f https://a", "ftp://a", ""])
    func everythingElseIsACommand(text: String) {
        #expect(HealthURL(text) == nil)
    }
}
