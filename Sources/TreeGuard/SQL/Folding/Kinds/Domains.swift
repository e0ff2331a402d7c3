import CPgQuery
import TreeGuardSchema

extension Statement.AlterDomain {
    init?(_ alter: PgQuery__AlterDomainStmt) {
        guard let name = ObjectName(alter.n_type_name, alter.type_name) else { return nil }
        let part = string(alter.name)
        // The letters of AlterDomainStmt in nodes/parsenodes.h.
        switch string(alter.subtype) {
        case "T": self.init(name, .setDefault(alter.def.map { .expression(Expression($0)) } ?? .none))
        case "N": self.init(name, .setNullable(true))
        case "O": self.init(name, .setNullable(false))
        case "C":
            guard let constraint = alter.def.flatMap({ NamedConstraint($0) }) else { return nil }
            self.init(name, .addConstraint(constraint))
        case "X": self.init(name, .dropConstraint(part, ifExists: alter.missing_ok != 0))
        case "V": self.init(name, .validateConstraint(part))
        default: return nil
        }
    }
}
