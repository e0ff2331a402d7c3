/// One statement of a migration, folded from the parser's tree.
package struct Statement: Hashable, Sendable {
    package var kind: Kind
    /// Clauses that its kind does not describe: options, owner, partitions.
    package var clauses: [Declaration.Part]
    /// Tables and views that its query reads, or whose rows it changes.
    package var reads: [ObjectName]
    package var range: SourceRange

    package init(
        _ kind: Kind, clauses: [Declaration.Part] = [], reads: [ObjectName] = [], at range: SourceRange
    ) {
        self.kind = kind
        self.clauses = clauses
        self.reads = reads
        self.range = range
    }

    package enum Kind: Hashable, Sendable {
        case createSchema(name: String, ifNotExists: Bool)
        // The large ones are boxed: a file of 300,000 INSERTs is 300,000 of these values.
        indirect case createTable(CreateTable)
        indirect case alterTable(AlterTable)
        indirect case createIndex(CreateIndex)
        indirect case createRoutine(CreateRoutine)
        indirect case createTrigger(CreateTrigger)
        indirect case comment(on: ObjectIdentity, text: String?)
        indirect case drop(Drop)
        indirect case rename(Rename)
        indirect case setSchema(ObjectIdentity, to: String)
        indirect case createSequence(name: ObjectName, ifNotExists: Bool)
        indirect case createView(CreateView)
        indirect case createEnum(name: ObjectName, values: [String])
        indirect case addEnumValue(type: ObjectName, value: String, before: String?, after: String?, ifNotExists: Bool)
        indirect case createComposite(name: ObjectName, attributes: [ColumnDeclaration])
        indirect case createRange(name: ObjectName, subtype: TypeName?)
        indirect case createDomain(CreateDomain)
        indirect case createExtension(name: String, schema: String?, ifNotExists: Bool)
        /// CREATE, ALTER, GRANT and the like of objects that are told by facets.
        indirect case declare(Declaration)
        indirect case alterDomain(AlterDomain)
        /// `SET search_path` and `set_config('search_path', ...)`, of the session or the transaction.
        /// Empty: back to the default. One empty name: no schema at all, as pg_dump sets it.
        case setSearchPath([String])
        /// Other SET, RESET, SHOW: no effect that lasts.
        case setting(name: String)
        case transaction(Transaction)
        /// INSERT, UPDATE, DELETE, MERGE, COPY, SELECT, CALL, TRUNCATE: rows, which no catalog shows.
        case data(command: String)
        /// `DO $$ ... $$`: opaque until somebody looks inside.
        case doBlock(language: String, body: String)
        /// A DO block whose body is plain DDL: what it does.
        indirect case block([Guarded])
        /// Nothing that a catalog could show afterwards: ANALYZE, VACUUM, REINDEX, LOCK, NOTIFY ...
        case withoutEffect(command: String)
        /// Understood by the parser, not yet by the effects: counts as unverifiable.
        case unverifiable(command: String)
        /// Nobody could read it: psql commands, syntax newer than the parser, bytes that are not text.
        case unanalysable(reason: String)
    }

    /// A statement inside a block.
    package struct Guarded: Hashable, Sendable {
        package var statement: Statement
        /// It is run only where it was not done before, or its failure is passed over.
        package var isConditional: Bool

        package init(_ statement: Statement, isConditional: Bool) {
            self.statement = statement
            self.isConditional = isConditional
        }
    }

    package enum Transaction: String, Hashable, Sendable {
        case begin, commit, rollback, savepoint
        /// `RELEASE SAVEPOINT`: keeps what was done since.
        case release
        /// `ROLLBACK TO SAVEPOINT`: undoes what was done since, and the transaction goes on.
        case rollbackTo
    }

    package struct CreateTable: Hashable, Sendable {
        package var name: ObjectName
        package var columns: [ColumnDeclaration]
        package var constraints: [NamedConstraint]
        package var ifNotExists: Bool
        package var isTemporary: Bool
        package var isUnlogged: Bool
        /// `PARTITION BY RANGE (a)`, canonical.
        package var partitionBy: String?
        package var partitionOf: ObjectName?
        /// `FOR VALUES ...` or DEFAULT, canonical.
        package var partitionBound: String?
        package var inherits: [ObjectName]
        /// LIKE, OF and AS SELECT.
        package var origins: [ColumnOrigin]
        /// CREATE FOREIGN TABLE: the server that holds the rows.
        package var foreignServer: String?

        package init(
            name: ObjectName, columns: [ColumnDeclaration] = [], constraints: [NamedConstraint] = [],
            ifNotExists: Bool = false, isTemporary: Bool = false, isUnlogged: Bool = false, partitionBy: String? = nil,
            partitionOf: ObjectName? = nil, partitionBound: String? = nil, inherits: [ObjectName] = [],
            origins: [ColumnOrigin] = [], foreignServer: String? = nil
        ) {
            self.name = name
            self.columns = columns
            self.constraints = constraints
            self.ifNotExists = ifNotExists
            self.isTemporary = isTemporary
            self.isUnlogged = isUnlogged
            self.partitionBy = partitionBy
            self.partitionOf = partitionOf
            self.partitionBound = partitionBound
            self.inherits = inherits
            self.origins = origins
            self.foreignServer = foreignServer
        }
    }

    /// A column as CREATE TABLE and ADD COLUMN declare it, with the constraints written beside it.
    package struct ColumnDeclaration: Hashable, Sendable {
        package var name: String
        /// `type` is as written: "serial" stays serial.
        package var column: Column
        package var constraints: [NamedConstraint]

        package init(name: String, column: Column, constraints: [NamedConstraint] = []) {
            self.name = name
            self.column = column
            self.constraints = constraints
        }
    }

    package struct AlterTable: Hashable, Sendable {
        package var name: ObjectName
        /// Views, sequences and indexes are altered by the same statement.
        package var isIndex: Bool
        package var ifExists: Bool
        package var actions: [AlterAction]

        package init(name: ObjectName, isIndex: Bool = false, ifExists: Bool = false, actions: [AlterAction]) {
            self.name = name
            self.isIndex = isIndex
            self.ifExists = ifExists
            self.actions = actions
        }
    }

    package enum AlterAction: Hashable, Sendable {
        case addColumn(ColumnDeclaration, ifNotExists: Bool)
        case dropColumn(String, ifExists: Bool, cascade: Bool)
        /// The facets that the action sets; the others stay nil.
        case alterColumn(String, Column)
        case addConstraint(NamedConstraint)
        case dropConstraint(String, ifExists: Bool)
        case validateConstraint(String)
        case alterConstraint(String, Constraint)
        case setTrigger(String, Trigger.Enabled)
        /// ENABLE or DISABLE TRIGGER ALL and TRIGGER USER: those of foreign keys are spared by USER.
        case setAllTriggers(Trigger.Enabled, userOnly: Bool)
        /// A statement that is described by facets: owner, row security, options, partitions.
        indirect case declare(Declaration)
        /// Understood, not verified: its words.
        case unverifiable(String)
    }

    package struct AlterDomain: Hashable, Sendable {
        package enum Action: Hashable, Sendable {
            case setDefault(Column.DefaultValue)
            case setNullable(Bool)
            case addConstraint(NamedConstraint)
            case dropConstraint(String, ifExists: Bool)
            case validateConstraint(String)
        }
        package var name: ObjectName
        package var action: Action

        package init(_ name: ObjectName, _ action: Action) {
            self.name = name
            self.action = action
        }
    }

    package struct CreateIndex: Hashable, Sendable {
        /// nil: PostgreSQL chooses.
        package var name: String?
        package var index: Index
        package var isConcurrent: Bool
        package var ifNotExists: Bool

        package init(name: String?, index: Index, isConcurrent: Bool = false, ifNotExists: Bool = false) {
            self.name = name
            self.index = index
            self.isConcurrent = isConcurrent
            self.ifNotExists = ifNotExists
        }
    }

    package struct CreateRoutine: Hashable, Sendable {
        package var name: ObjectName
        package var routine: Routine
        package var orReplace: Bool

        package init(name: ObjectName, routine: Routine, orReplace: Bool = false) {
            self.name = name
            self.routine = routine
            self.orReplace = orReplace
        }
    }

    package struct CreateTrigger: Hashable, Sendable {
        package var name: String
        package var table: ObjectName
        package var trigger: Trigger
        package var orReplace: Bool

        package init(name: String, table: ObjectName, trigger: Trigger, orReplace: Bool = false) {
            self.name = name
            self.table = table
            self.trigger = trigger
            self.orReplace = orReplace
        }
    }

    package struct CreateView: Hashable, Sendable {
        package var name: ObjectName
        package var isMaterialized: Bool
        package var orReplace: Bool
        package var ifNotExists: Bool
        package var isTemporary: Bool
        /// The query, canonical as the parser prints it.
        package var query: String
        /// `CREATE VIEW name (these)`; empty where the query names them.
        package var columns: [String]

        package init(
            name: ObjectName, isMaterialized: Bool = false, orReplace: Bool = false, ifNotExists: Bool = false,
            isTemporary: Bool = false, query: String, columns: [String] = []
        ) {
            self.name = name
            self.isMaterialized = isMaterialized
            self.orReplace = orReplace
            self.ifNotExists = ifNotExists
            self.isTemporary = isTemporary
            self.query = query
            self.columns = columns
        }
    }

    /// A domain: a type with a default and checks of its own.
    package struct CreateDomain: Hashable, Sendable {
        package var name: ObjectName
        package var type: TypeName
        package var isNullable: Bool
        package var defaultValue: Column.DefaultValue
        package var collation: ObjectName?
        package var constraints: [NamedConstraint]

        package init(
            name: ObjectName, type: TypeName, isNullable: Bool = true, defaultValue: Column.DefaultValue = .none,
            collation: ObjectName? = nil, constraints: [NamedConstraint] = []
        ) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
            self.defaultValue = defaultValue
            self.collation = collation
            self.constraints = constraints
        }
    }

    package struct Drop: Hashable, Sendable {
        package var objects: [ObjectIdentity]
        package var ifExists: Bool
        package var cascade: Bool

        package init(_ objects: [ObjectIdentity], ifExists: Bool = false, cascade: Bool = false) {
            self.objects = objects
            self.ifExists = ifExists
            self.cascade = cascade
        }
    }

    package struct Rename: Hashable, Sendable {
        package var object: ObjectIdentity
        package var newName: String
        package var ifExists: Bool

        package init(_ object: ObjectIdentity, to newName: String, ifExists: Bool = false) {
            self.object = object
            self.newName = newName
            self.ifExists = ifExists
        }
    }
}

/// Reads SQL into statements, in their order. What cannot be read is in the list, as `unanalysable`.
package typealias ReadStatements = @Sendable (_ sql: String) -> [Statement]
