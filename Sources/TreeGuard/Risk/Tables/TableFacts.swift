import TreeGuardSchema

/// Facts from production's catalog about the relations that a plan touches, and those that are locked with them.
package struct TableFacts: Hashable, Sendable {
    /// The letter of pg_class.relkind, read.
    package enum Kind: String, Hashable, Sendable {
        case table = "r"
        case partitioned = "p"
        case foreign = "f"
        case view = "v"
        case materialized = "m"
        case sequence = "S"
        case index = "i"
        case partitionedIndex = "I"
        case toast = "t"
        case composite = "c"

        /// True if it has rows of its own, or through others.
        package var holdsRows: Bool {
            switch self {
            case .table, .partitioned, .foreign, .materialized: true
            case .view, .sequence, .index, .partitionedIndex, .toast, .composite: false
            }
        }
    }

    package struct Relation: Hashable, Sendable {
        package var kind: Kind
        package var size: RelationSize

        package init(_ kind: Kind, _ size: RelationSize = RelationSize()) {
            self.kind = kind
            self.size = size
        }
    }

    /// A foreign key between two relations.
    package struct Reference: Hashable, Sendable {
        package typealias Action = Constraint.ForeignKey.Action
        package var constraint: String
        package var child: ObjectName
        package var parent: ObjectName
        package var columns: Set<String>
        /// The columns of the parent.
        package var referenced: Set<String>
        package var onDelete: Action
        package var onUpdate: Action
    }

    package private(set) var relations: [ObjectName: Relation] = [:]
    package private(set) var searchPath: [String] = []
    /// Partitions and heirs, of every generation.
    package private(set) var descendants: [ObjectName: [ObjectName]] = [:]
    /// Whom it is a partition or heir of, without their own parents.
    package private(set) var parents: [ObjectName: [ObjectName]] = [:]
    package private(set) var defaultPartitions: [ObjectName: ObjectName] = [:]
    package private(set) var tableOfIndex: [ObjectName: ObjectName] = [:]
    package private(set) var references: [Reference] = []
    /// The views that read a relation.
    package private(set) var views: [ObjectName: [ObjectName]] = [:]
    /// The relations that a view reads, through other views too.
    package private(set) var bases: [ObjectName: [ObjectName]] = [:]
    /// The tables with a column of a type.
    package private(set) var users: [ObjectName: [ObjectName]] = [:]
    /// Domains that check their values.
    package private(set) var checkingDomains: Set<String> = []
    /// Functions by name: whether any of them may give another value each time.
    package private(set) var volatility: [String: Bool] = [:]
    package private(set) var timeZone: String?
    /// Columns, constraints and indexes.
    package var catalog: Catalog?

    package init(catalog: Catalog? = nil) { self.catalog = catalog }

    /// How much there is in a relation and, where it is divided, in its parts.
    package func size(of relation: ObjectName) -> RelationSize? {
        guard let own = relations[relation] else { return nil }
        return (descendants[relation] ?? []).compactMap { relations[$0]?.size }.reduce(own.size, +)
    }

    /// The name as a person says it: without its schema if the search path finds it.
    package func shown(_ relation: ObjectName) -> ObjectName {
        let first = searchPath.first { relations[ObjectName(schema: $0, relation.name)] != nil }
        return first != nil && first == relation.schema ? ObjectName(relation.name) : relation
    }

    /// Reads a row of an answer to `TableQuestions`.
    package mutating func add(_ row: [String?]) {
        guard row.count >= 6, let kind = row[0], let name = row[2] else { return }
        let relation = ObjectName(schema: row[1], name)
        let other = row[4].map { ObjectName(schema: row[3], $0) }
        switch (kind, other) {
        case ("relation", _):
            guard let letter = row[5], let kind = Kind(rawValue: letter) else { return }
            relations[relation] = Relation(kind, RelationSize(bytes: number(row, 6), rows: number(row, 7)))
        case ("path", _): if name != "pg_catalog" { searchPath.append(name) }
        case ("descendant", let parent?): descendants[parent, default: []].append(relation)
        case ("child", let parent?): parents[relation, default: []].append(parent)
        case ("default partition", let parent?): defaultPartitions[parent] = relation
        case ("index", let table?): tableOfIndex[relation] = table
        case ("reference", let parent?):
            let actions = (row.count > 8 ? row[8] ?? "" : "").map { Reference.Action(letter: String($0)) }
            references.append(
                Reference(
                    constraint: row[5] ?? "", child: relation, parent: parent, columns: names(row, 6),
                    referenced: names(row, 7), onDelete: actions.first ?? .cascade, onUpdate: actions.last ?? .cascade))
        case ("view", let base?): views[base, default: []].append(relation)
        case ("base", let view?): bases[view, default: []].append(relation)
        case ("user", let type?): users[type, default: []].append(relation)
        case ("domain", _): checkingDomains.insert(name)
        case ("function", _): volatility[name] = volatility[name] ?? false || row[5] == "v"
        case ("time zone", _): timeZone = name
        default: break
        }
    }

    /// Names that the question joined with a character that no name has.
    private func names(_ row: [String?], _ column: Int) -> Set<String> {
        Set((row.count > column ? row[column] ?? "" : "").split(separator: "\u{1F}").map(String.init))
    }

    private func number(_ row: [String?], _ column: Int) -> Int? {
        row.count > column ? row[column].flatMap { Int($0) } : nil
    }
}
