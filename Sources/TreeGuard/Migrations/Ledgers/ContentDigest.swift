import TreeGuardBase

/// The digests of a file's bytes, as they are and with other line endings, which a checkout may change.
package enum ContentDigest {
    package static func of(_ content: [UInt8]) -> String { SHA256(of: content).description }

    static func all(of content: [UInt8]) -> Set<String> {
        let unix = content.withLineFeeds
        var windows: [UInt8] = []
        for byte in unix { windows += byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        return Set([content, unix, windows].map(of))
    }
}
