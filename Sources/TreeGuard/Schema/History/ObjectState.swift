/// The state of one object between two files, as far as the files tell.
enum ObjectState: Hashable {
    /// It may exist or not.
    case unknown
    /// It exists, and its definition is not known.
    case someDefinition
    case present(ObjectDefinition)
    case absent
    /// It has another name from here on.
    case renamed(ObjectIdentity)

    var definition: ObjectDefinition? { if case .present(let definition) = self { definition } else { nil } }

    var exists: Bool {
        switch self {
        case .present, .someDefinition: true
        case .unknown, .absent, .renamed: false
        }
    }
}
