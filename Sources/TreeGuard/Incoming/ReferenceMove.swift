import TreeGuardMigrations

/// One line of a hook's input: a reference, and its old and new value.
package struct ReferenceMove: Sendable, Hashable {
    /// The full name of the reference on the receiving side.
    package var name: String
    /// The old value as git reports it; nil if there is none, or if git gives none.
    package var old: ObjectID?
    /// The new value; nil if the reference is deleted.
    package var new: ObjectID?

    package init(name: String, old: ObjectID?, new: ObjectID?) {
        self.name = name
        self.old = old
        self.new = new
    }

    /// The branch of the reference: release/1 for `refs/heads/release/1`.
    package var branch: String? {
        let prefix = "refs/heads/"
        return name.hasPrefix(prefix) && name.count > prefix.count ? String(name.dropFirst(prefix.count)) : nil
    }

    /// Parses a line of the hook; nil for a symbolic reference (`ref:...`), which moves no branch.
    package init?(_ line: some StringProtocol, of hook: HookName) {
        let words = String(line).split(separator: " ").map { String($0) }
        let (old, new, name): (String, String, String)
        switch hook {
        case .prePush where words.count == 4: (old, new, name) = (words[3], words[1], words[2])
        case .referenceTransaction where words.count == 3, .preReceive where words.count == 3:
            (old, new, name) = (words[0], words[1], words[2])
        default: return nil
        }
        guard let before = ReferenceMove.object(old), let after = ReferenceMove.object(new) else { return nil }
        self.init(name: name, old: before, new: after)
    }

    /// The object of an object name: `.some(nil)` for zeros, nil for any other text.
    private static func object(_ hex: String) -> ObjectID?? {
        guard hex.count == 40 || hex.count == 64, hex.allSatisfy(\.isHexDigit) else { return nil }
        return .some(hex.allSatisfy { $0 == "0" } ? nil : ObjectID(hex: hex))
    }
}
