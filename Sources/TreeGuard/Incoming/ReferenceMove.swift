import TreeGuardMigrations

/// One line that git gives a hook: a reference, and where it goes.
package struct ReferenceMove: Sendable, Hashable {
    /// The full name, of the side that receives it.
    package var name: String
    /// The value before, as git says it; nil for "none", and for "whatever it is".
    package var old: ObjectID?
    /// nil where the reference goes.
    package var new: ObjectID?

    package init(name: String, old: ObjectID?, new: ObjectID?) {
        self.name = name
        self.old = old
        self.new = new
    }

    /// `refs/heads/release/1` is release/1.
    package var branch: String? {
        let prefix = "refs/heads/"
        return name.hasPrefix(prefix) && name.count > prefix.count ? String(name.dropFirst(prefix.count)) : nil
    }

    /// Reads a hook's line; nil for a symbolic reference (`ref:...`), which lands nothing.
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

    /// Of an object name, the object; of zeros, nil; of anything else, nothing at all.
    private static func object(_ hex: String) -> ObjectID?? {
        guard hex.count == 40 || hex.count == 64, hex.allSatisfy(\.isHexDigit) else { return nil }
        return .some(hex.allSatisfy { $0 == "0" } ? nil : ObjectID(hex: hex))
    }
}
