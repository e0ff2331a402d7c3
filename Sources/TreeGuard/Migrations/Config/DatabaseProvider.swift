import TreeGuardBase

/// A provider of managed databases for `[firewall] provider`, and the form of its cluster names.
package enum DatabaseProvider: String, Hashable, Sendable, CaseIterable {
    case digitalOcean = "digitalocean"

    /// The reason why the text cannot name a cluster of this provider; nil if it can.
    package func objection(toCluster cluster: String) -> String? {
        switch self {
        case .digitalOcean:
            isUUID(cluster) ? nil : "it is no UUID such as 9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
        }
    }

    private func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.joined().utf8.allSatisfy { byte in
                byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte.lowercased)
            }
    }
}
