import TreeGuardBase

/// A URL that must answer after the deployment.
package struct HealthURL: Hashable, Sendable {
    private let url: String

    /// Reads a URL; nil for a command.
    package init?(_ text: String) {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
        url = text
    }

    /// The text for curl's standard input. No part of the URL can act as an option of curl, or as a glob pattern.
    package var curlConfiguration: String {
        [
            "url = \(curlQuoted(url))", "globoff", "fail", "silent", "show-error", "location",
            "proto = \"=http,https\"", "output = \"/dev/null\"", "connect-timeout = 5", "max-time = 10",
        ].map { $0 + "\n" }.joined()
    }

    /// The URL for people, without user, password and query.
    package var shown: String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let place = rest.prefix { !"?#".contains($0) }
        let host = place.prefix { $0 != "/" }
        let name = host.lastIndex(of: "@").map { host[host.index(after: $0)...] } ?? host
        return "\(url[..<scheme.upperBound])\(name)\(place[host.endIndex...])"
    }
}
