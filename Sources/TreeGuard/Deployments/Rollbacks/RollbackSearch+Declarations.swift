import TreeGuardSchema

/// Undoes statements that are described by facets: privileges, policies, owners, options, and kinds without a case of
/// their own.
extension RollbackSearch {
    mutating func take(_ declaration: Declaration) {
        if declaration.command == "GRANT" { return takeGrant(declaration) }
        for part in declaration.parts {
            switch part.act {
            case .make: takeMaking(part)
            case .set: takeSetting(part)
            case .remove: takeRemoval(part)
            }
        }
        let isOwn = !declaration.parts.isEmpty && declaration.parts.allSatisfy { goes($0.object) }
        if declaration.unverified.contains("RESTART"), !isOwn {
            refuse("how far it had counted is gone")
        } else if declaration.parts.isEmpty {
            // A declaration without known parts may do anything.
            refuse("how it is undone is not known")
        }
    }

    /// Undoes a GRANT. A privilege that existed before is not revoked.
    private mutating func takeGrant(_ declaration: Declaration) {
        let own = declaration.parts.filter { !goes($0.object) }
        guard !declaration.parts.isEmpty else { return refuse("whom it gave what before is not known") }
        guard !own.isEmpty else { return }
        let had = own.filter { before.had($0.object) == true }
        if had.count == own.count, own.allSatisfy({ $0.act == .make([:]) }) { return }
        guard had.isEmpty, let revoke = words.revoking else {
            return refuse("some of the privileges were there before it")
        }
        undo(own[0].object, by: [revoke])
    }

    private mutating func takeMaking(_ part: Declaration.Part) {
        if case .member = part.object { return takeMembership(part) }
        guard let drop = part.object.dropSQL(words) else { return refuse("how it is undone is not known") }
        make(part.object, part.isConditional, by: drop)
    }

    /// Undoes ATTACH PARTITION and the like. A partition is dropped with its table, whoever created it.
    private mutating func takeMembership(_ part: Declaration.Part) {
        guard case .member(let child, of: let whole) = part.object else { return }
        if goes(child) { return }
        if case .other = whole, goes(whole) { return }
        guard !goes(whole), case .relation(let name) = child, case .relation(let parent) = whole else {
            return refuse("what came with it would stay behind, or go too far")
        }
        guard part.act != .make([:]) else {
            return make(part.object, part.isConditional, by: "ALTER TABLE \(name.sql) NO INHERIT \(parent.sql)")
        }
        guard before.isPrepared(name, toBePartOf: parent) else {
            return refuse("the indexes and foreign keys that \(name) gets from \(parent) would stay on it")
        }
        make(part.object, part.isConditional, by: "ALTER TABLE \(parent.sql) DETACH PARTITION \(name.sql)")
    }

    /// Undoes a setting with the statement that set the former value.
    private mutating func takeSetting(_ part: Declaration.Part) {
        guard !goes(part.object) else { return }
        if part.object.isOptions { return takeOptions(part) }
        let former = before.text(of: part.object)
        switch part.object {
        // PostgreSQL cannot go back to an older version of an extension.
        case .facet(_, "version"): break
        case .facet:
            if let former { return undo(part.object, by: [former]) }
            if let reset = part.object.resetSQL(words), before.hadPart(part.object) == false {
                return undo(part.object, by: [reset])
            }
        case .rule, .index:
            if let texts = before.textsSettingBack(part) { return undo(part.object, by: texts) }
        case .policy:
            if let former, let drop = part.object.dropSQL(words) { return undo(part.object, by: [drop, former]) }
        case .routine:
            if let text = former.flatMap({ StatementWords($0).orReplacing }) { return undo(part.object, by: [text]) }
        default: break
        }
        refuse("how it was before is not known")
    }

    private mutating func takeRemoval(_ part: Declaration.Part) {
        if goes(part.object) { return unmake(part.object) }
        if case .member = part.object, words.words.contains(where: { $0.lowercased() == "concurrently" }) {
            return refuse("CONCURRENTLY leaves a check on the table, under a name that PostgreSQL chooses")
        }
        if let former = before.text(of: part.object), part.object.isGivenBack(by: former) {
            return undo(part.object, by: [former])
        }
        // Default privileges of PUBLIC come from no GRANT.
        let isDefault = if case .facet(_, let name) = part.object { name.hasSuffix(" for public") } else { false }
        if part.isConditional, !isDefault, before.hadPart(part.object) == false { return }
        refuse("how it was before is not known")
    }
}

extension ObjectIdentity {
    /// The statement that drops an object of a declared kind.
    fileprivate func dropSQL(_ words: StatementWords) -> String? {
        switch self {
        case .policy(let table, let name): "DROP POLICY \(sqlName(name)) ON \(table.sql)"
        case .rule(let table, let name): "DROP RULE \(sqlName(name)) ON \(table.sql)"
        case .routine: "DROP AGGREGATE \(routineSQL)"
        case .type(let name): "DROP TYPE \(name.sql)"
        case .other(let kind, let name):
            switch kind {
            // CREATE OPERATOR CLASS also creates an operator family, which would stay.
            case "operator", "operator family":
                "DROP \(kind.uppercased()) \(name.schema.map { sqlName($0) + "." } ?? "")\(name.name)"
            case "cast": "DROP CAST (\(name.name))"
            case "user mapping": "DROP USER MAPPING FOR \(name.name)"
            case "access method", "collation", "conversion", "event trigger", "foreign data wrapper", "language",
                "publication", "role", "server", "statistics", "text search configuration", "text search dictionary",
                "text search parser", "text search template":
                "DROP \(kind.uppercased()) \(name.sql)"
            default: nil
            }
        default: nil
        }
    }

    /// True if the former statement restores the membership. After NO INHERIT, inherited columns stay the table's own.
    fileprivate func isGivenBack(by former: String) -> Bool {
        guard case .member = self else { return true }
        return StatementWords(former).words.contains { $0.lowercased() == "attach" }
    }

    /// The statement that resets a facet to its default.
    fileprivate func resetSQL(_ words: StatementWords) -> String? {
        // A name with a dot belongs to the TOAST table.
        guard case .facet(let object, let name) = self, !name.contains(".") else { return nil }
        switch (object, name) {
        case (.relation(let table), "row level security"): return "ALTER TABLE \(table.sql) DISABLE ROW LEVEL SECURITY"
        case (.relation(let table), "forced row level security"):
            return "ALTER TABLE \(table.sql) NO FORCE ROW LEVEL SECURITY"
        case (.relation(let table), "persistence"): return "ALTER TABLE \(table.sql) SET LOGGED"
        case (.relation(let table), _) where name.hasPrefix("parameter "):
            let kind = words.alteredKind ?? "TABLE"
            return "ALTER \(kind) \(table.sql) RESET (\(sqlName(String(name.dropFirst("parameter ".count)))))"
        case (.column(let table, let column), _) where name.hasPrefix("parameter "):
            let parameter = sqlName(String(name.dropFirst("parameter ".count)))
            return "ALTER TABLE \(table.sql) ALTER COLUMN \(sqlName(column)) RESET (\(parameter))"
        default: return nil
        }
    }
}
