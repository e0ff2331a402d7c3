import TreeGuardBase

/// A URL that must answer when everything is deployed.
package struct HealthURL: Hashable, Sendable {
    private let url: String

    /// Nil for what is a command.
    package init?(_ text: String) {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
        url = text
    }

    /// The configuration that curl reads on its standard input. Nothing in the URL is a setting of curl's, or a
    /// pattern.
    package var curlConfiguration: String {
        [
            "url = \(curlQuoted(url))", "globoff", "fail", "silent", "show-error", "location",
            "proto = \"=http,https\"", "output = \"/dev/null\"", "connect-timeout = 5", "max-time = 10",
        ].map { $0 + "\n" }.joined()
    }

    /// For people: without a name and a password, and without what is asked.
    package var shown: String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let place = rest.prefix { !"?#".contains($0) }
        let host = place.prefix { $0 != "/" }
        let name = host.lastIndex(of: "@").map { host[host.index(after: $0)...] } ?? host
        return "\(url[..<scheme.upperBound])\(name)\(place[host.endIndex...])"
    }
}
