import TreeGuardSchema

/// True if values of one type are values of another as they lie, so that a column can change its type in the catalog
/// alone.
enum TypeChange: Hashable, Sendable {
    case catalogOnly
    case rewrites

    /// - Parameters:
    ///   - old: nil where nobody knows it, which is taken for another than the new one
    ///   - timeZone: what the session's will be; between times with and without a zone it decides
    init(from old: TypeName?, to new: TypeName?, _ timeZone: String?) {
        guard let old, let new else {
            self = .rewrites
            return
        }
        self = TypeChange.keepsValues(old, new, timeZone) ? .catalogOnly : .rewrites
    }

    private static func keepsValues(_ old: TypeName, _ new: TypeName, _ timeZone: String?) -> Bool {
        if old == new { return true }
        guard old.arrayDimensions == 0, new.arrayDimensions == 0, old.isBuiltIn, new.isBuiltIn else { return false }
        switch (old.name.name, new.name.name) {
        case ("varchar", "varchar"), ("varbit", "varbit"): return grows(old.modifiers, new.modifiers)
        case ("varchar", "text"): return true
        case ("text", "varchar"): return new.modifiers.isEmpty
        case ("cidr", "inet"): return true
        case ("numeric", "numeric"): return keepsScale(old.modifiers, new.modifiers)
        case ("timestamp", "timestamptz"), ("timestamptz", "timestamp"):
            return old.modifiers == new.modifiers && ["UTC", "Etc/UTC"].contains(timeZone ?? "")
        default: return false
        }
    }

    /// `(10)` to `(20)`, or to no limit.
    private static func grows(_ old: [String], _ new: [String]) -> Bool {
        guard let limit = new.first.flatMap({ Int($0) }) else { return new.isEmpty }
        return old.first.flatMap { Int($0) }.map { $0 <= limit } ?? false
    }

    /// `(10,2)` to `(12,2)`, or to no limit: digits behind the point are stored.
    private static func keepsScale(_ old: [String], _ new: [String]) -> Bool {
        if new.isEmpty { return true }
        let before = old.compactMap { Int($0) }
        let after = new.compactMap { Int($0) }
        guard let oldPrecision = before.first, let newPrecision = after.first else { return false }
        return (before.dropFirst().first ?? 0) == (after.dropFirst().first ?? 0) && newPrecision >= oldPrecision
    }
}
