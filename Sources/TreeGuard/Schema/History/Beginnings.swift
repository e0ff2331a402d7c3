// The rules by which the files' silence about an object is read, and the kinds of objects that they tell apart.

extension ObjectDefinition {
    /// The state of the object before the statement, if no earlier file tells. A CREATE runs only where the object is
    /// absent. IF NOT EXISTS counts as CREATE for what files make once; others may have made the rest.
    func beginning(of identity: ObjectIdentity, _ step: EffectStep) -> ObjectState {
        if identity.mayComeFromElsewhere || identity.isSetting { return .unknown }
        return step.isConditional && replacesEarlier ? .unknown : .absent
    }

    /// True if IF NOT EXISTS keeps the existing object.
    var isKept: Bool {
        if case .facets = self { return false }
        return !replacesEarlier
    }

    var isNamed: Bool {
        switch self {
        case .constraint(_, let isNamed), .index(_, let isNamed): isNamed
        default: true
        }
    }

    /// True if the object survives: an enum does not depend on its values.
    func survivesLoss(of object: ObjectIdentity) -> Bool {
        switch (self, object) {
        case (.enumeration, .enumValue): true
        default: false
        }
    }
}

extension ObjectIdentity {
    /// True for objects that the hosting platform, another database or an administrator may have made.
    var mayComeFromElsewhere: Bool {
        switch self {
        case .schema, .extension, .other("role", _), .other("database", _), .other("tablespace", _): true
        case .member(.other("role", _), _): true
        default: false
        }
    }

    /// True for what is set on an object, and can be set again: an owner, a privilege, a comment.
    var isSetting: Bool {
        switch self {
        case .comment, .facet: true
        default: false
        }
    }

    /// True for kinds that files create once and then alter. Files recreate views, functions, triggers and policies
    /// again and again.
    func isMadeOnce(as definition: ObjectDefinition) -> Bool {
        switch (self, definition) {
        case (_, .view): false
        case (.relation, _), (.column, _), (.constraint, _), (.index, _), (.type, _): true
        default: false
        }
    }

    /// The object's own name, for kinds whose name PostgreSQL may choose.
    var ownName: String? {
        switch self {
        case .index(let name): name.name
        case .constraint(_, let name): name
        default: nil
        }
    }

    func isConstraint(named name: String) -> Bool {
        if case .constraint(_, name) = self { true } else { false }
    }

    /// True if the identity contains the object as an owner, so that it follows without being renamed.
    func hangs(on object: ObjectIdentity) -> Bool {
        guard let owner else { return false }
        return owner == object || owner.hangs(on: object)
    }
}
