import TestSupport
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardRisk
import TreeGuardSQL
import TreeGuardSchema

/// A database with everything in it that the lock table speaks of, on which each statement is run once and rolled back:
/// what the server locked, rewrote and read is read from pg_locks, pg_class and its own counts.
struct LockStage: Sendable {
    /// The effect of one statement on one relation that was there before it.
    struct Seen: Hashable, Sendable {
        var relation: ObjectName
        var table: ObjectName?
        var mode: LockMode?
        var isRewritten: Bool
        var isScanned: Bool
        var isIndex: Bool
        var kind: TableFacts.Kind?
    }

    let tableFacts: TableFacts
    /// By statement: an empty list where it touched nothing, and no list where it failed.
    let seen: [String: [Seen]]

    static let shared = Result { try LockStage(LockCase.all) }

    private init(_ cases: [LockCase]) throws {
        let database = try TemporaryDatabase()
        try database.execute(LockStage.setup)
        tableFacts = try LockStage.tableFacts(of: database, cases.map(\.sql))
        var seen: [String: [Seen]] = [:]
        let scripts = cases.enumerated().map { LockStage.script($1, number: $0) }
        for block in try database.execute(LockStage.opening + scripts.joined()).split(separator: "=====") {
            let lines = block.split(separator: "\n")
            guard let number = lines.first.flatMap({ Int($0) }), lines.contains("ran") else { continue }
            seen[cases[number].key] = lines.compactMap { Seen($0) }
        }
        self.seen = seen
    }

    static func tableFacts(of database: TemporaryDatabase, _ statements: [String]) throws -> TableFacts {
        let instructions = statements.flatMap { SQL.instructions(in: $0) }
        var tableFacts = TableFacts(catalog: try DescribedDatabase(database, about: statements).catalog)
        let questions = TableQuestions.questions(about: PlannedNames(of: instructions))
        let conversation = try ask(database.settings(), Inquiry(first: questions), TimeLimits()).get()
        for answer in conversation.first { for row in answer.rows { tableFacts.add(row) } }
        return tableFacts
    }

    private static let opening = """
        \\set ON_ERROR_STOP off
        CREATE TEMP TABLE before AS SELECT c.oid, nspname, relname, relkind, indrelid
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_index ON indexrelid = c.oid
            WHERE nspname = 'public';
        SET client_min_messages = error;
        SET TimeZone = 'UTC';

        """

    /// Everything is undone before the next one; after an error, "ran" is not said.
    private static func script(_ one: LockCase, number: Int) -> String {
        """
        \\echo =====\(number)
        BEGIN;
        \(one.before);
        CREATE TEMP TABLE held AS SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation > 0;
        CREATE TEMP TABLE start AS SELECT oid, pg_relation_filenode(oid) AS node, pg_stat_get_xact_numscans(oid) AS scans
            FROM before;
        \\o /dev/null
        \(one.sql);
        \\o
        SELECT 'ran';
        WITH now AS MATERIALIZED (
            SELECT relation, string_agg(mode, ',') AS modes FROM pg_locks
            WHERE pid = pg_backend_pid() AND (relation, mode) NOT IN (SELECT relation, mode FROM held)
            GROUP BY relation
        )
        SELECT b.nspname, b.relname, t.nspname, t.relname, b.relkind, modes,
            coalesce(b.relkind IN ('r', 'm') AND node <> pg_relation_filenode(b.oid), false),
            coalesce(pg_stat_get_xact_numscans(b.oid) > scans, false)
        FROM before b JOIN start USING (oid) LEFT JOIN before t ON t.oid = b.indrelid
        LEFT JOIN now ON relation = b.oid ORDER BY 1, 2;
        ROLLBACK;

        """
    }

    private static let setup = """
        CREATE DOMAIN plain AS int;
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TYPE mood AS ENUM ('calm');
        CREATE TYPE pair AS (a int, b int);
        CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE FUNCTION answer() RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 42';
        CREATE FUNCTION dice() RETURNS int VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN random() * 6; END';
        CREATE TABLE customers (id bigint PRIMARY KEY, email text, name text);
        CREATE UNIQUE INDEX customers_email ON customers (email);
        CREATE TABLE orders (
            id bigint CONSTRAINT orders_pk PRIMARY KEY,
            customer bigint CONSTRAINT orders_customer REFERENCES customers,
            other bigint, total numeric(10,2), short varchar(10), code text, small int, placed timestamp, zoned timestamptz,
            net cidr, proven int CONSTRAINT proven_there CHECK (proven IS NOT NULL), checked int CHECK (checked > 0),
            state mood, amount positive, count plain, letters char(3), data jsonb, key uuid, span interval(2),
            body text COLLATE "C", loose varchar(10) CHECK (length(loose) > 0));
        CREATE INDEX orders_short ON orders (short);
        CREATE INDEX orders_body ON orders (body);
        CREATE UNIQUE INDEX orders_other ON orders (other);
        ALTER TABLE orders ADD CONSTRAINT later CHECK (total >= 0) NOT VALID;
        ALTER TABLE orders ADD CONSTRAINT later_customer FOREIGN KEY (other) REFERENCES customers NOT VALID;
        CREATE TRIGGER orders_trigger AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION nothing();
        CREATE POLICY orders_policy ON orders USING (true);
        CREATE RULE orders_rule AS ON DELETE TO orders WHERE false DO INSTEAD NOTHING;
        CREATE TABLE lines (id bigint PRIMARY KEY, "order" bigint CONSTRAINT lines_order REFERENCES orders ON DELETE CASCADE);
        CREATE TABLE parts (id bigint, line bigint CONSTRAINT parts_line REFERENCES lines ON DELETE SET NULL);
        CREATE TABLE free (id bigint, note text, price int);
        CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, customer bigint CONSTRAINT logs_customer REFERENCES customers)
            PARTITION BY RANGE (id);
        CREATE INDEX logs_at ON logs (at);
        CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (1000);
        CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
        CREATE TABLE loose (id bigint NOT NULL, at date NOT NULL, customer bigint);
        CREATE TABLE quiet (id bigint NOT NULL) PARTITION BY LIST (id);
        CREATE TABLE quiet_1 PARTITION OF quiet FOR VALUES IN (1);
        CREATE TABLE base (id int, note text);
        CREATE TABLE heir (more int) INHERITS (base);
        CREATE TABLE single (id int, note text);
        CREATE VIEW order_totals AS SELECT other, sum(total) AS sum FROM orders GROUP BY other;
        CREATE VIEW big_totals AS SELECT * FROM order_totals;
        CREATE MATERIALIZED VIEW sums AS SELECT note, count(*) FROM free GROUP BY note;
        CREATE UNIQUE INDEX sums_note ON sums (note);
        CREATE SEQUENCE numbers;
        CREATE PUBLICATION changes FOR TABLE heir;
        INSERT INTO customers SELECT g, 'e' || g, 'n' FROM generate_series(1, 50) g;
        INSERT INTO orders (id, customer, other, total, short, code, small, proven, checked, loose, key, data, net)
            SELECT g, g, g, g, 's' || g, 'c', g, g, g, 'l', gen_random_uuid(), '{}', '10.0.0.0/8' FROM generate_series(1, 50) g;
        INSERT INTO lines SELECT g, g FROM generate_series(1, 50) g;
        INSERT INTO free SELECT g, 'n' || g, g FROM generate_series(1, 50) g;
        INSERT INTO logs SELECT g, '2026-01-01', 1 FROM generate_series(1, 50) g;
        INSERT INTO loose SELECT g, '2026-01-01', 1 FROM generate_series(2000, 2050) g;
        INSERT INTO base SELECT g FROM generate_series(1, 50) g;
        INSERT INTO heir SELECT g FROM generate_series(1, 50) g;
        INSERT INTO single SELECT g FROM generate_series(1, 50) g;
        REFRESH MATERIALIZED VIEW sums;
        """
}

extension LockStage.Seen {
    /// One row of the answer; nil where nothing was done to the relation.
    init?(_ row: Substring) {
        let columns = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard columns.count == 8 else { return nil }
        relation = ObjectName(schema: columns[0], columns[1])
        table = columns[3].isEmpty ? nil : ObjectName(schema: columns[2], columns[3])
        mode = columns[5].split(separator: ",").compactMap { LockMode(catalogName: String($0)) }.max()
        (isRewritten, isScanned) = (columns[6] == "t", columns[7] == "t")
        isIndex = "iI".contains(columns[4])
        kind = TableFacts.Kind(rawValue: columns[4])
        if mode == nil, !isRewritten, !isScanned { return nil }
    }
}
