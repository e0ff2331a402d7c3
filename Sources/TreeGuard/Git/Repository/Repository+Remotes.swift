import TreeGuardBase

extension Repository {
    /// The full names of the references below a folder such as `refs/remotes/origin/`.
    func referenceNames(under folder: String) throws(Failure) -> [String] {
        try asking { () throws(GitError) in
            (try git.line(["for-each-ref", "--format=%(refname)", folder]) ?? "").split(separator: "\n").map(
                String.init)
        }
    }

    /// The configured remote of that name, else the one with that address: `git push URL` names none, but the
    /// remote-tracking branches are under the remote's name. git itself resolves a remote's address (pushurl,
    /// insteadOf).
    package func remote(named name: String, at address: String) throws(Failure) -> String? {
        try asking { () throws(GitError) in
            let names = (try git.line(["remote"]) ?? "").split(separator: "\n").map(String.init)
            if names.contains(name) { return name }
            let wanted = Set([name, address].map { RemoteAddress($0, from: git.environment.folder) })
            for candidate in names {
                for direction in [["--push"], []] {
                    // A remote without an address has other settings only.
                    let output = try git.output(
                        ["remote", "get-url"] + direction + ["--all", candidate], accepting: [0, 2, 128])
                    let addresses = output.succeeded ? output.outputText.split(separator: "\n") : []
                    let isThere = addresses.contains { address in
                        wanted.contains(RemoteAddress(String(address), from: git.environment.folder))
                    }
                    if isThere { return candidate }
                }
            }
            return nil
        }
    }
}

/// The address of a remote, normalised so that two spellings of one place are equal. In doubt they differ, and more is
/// checked than necessary.
private struct RemoteAddress: Hashable {
    private let text: String

    init(_ address: String, from folder: String) {
        var text = address
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        let path = withoutPrefix("file://", text)
        // A path, by git's rule for `host:path`: no colon comes before the first slash.
        if path != text || !path.prefix(while: { $0 != "/" }).contains(":") {
            text = resolvedPath(absolutePath(path, from: folder))
        } else if ["http://", "https://"].contains(where: text.hasPrefix) {
            text = RemoteAddress.withoutUser(text)
        }
        self.text = text
    }

    /// The URL without its user, which does not change the repository over HTTP.
    private static func withoutUser(_ text: String) -> String {
        guard let start = text.firstRange(of: "://")?.upperBound else { return text }
        let host = text[start...].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return text }
        return String(text[..<start] + text[text.index(after: at)...])
    }
}
