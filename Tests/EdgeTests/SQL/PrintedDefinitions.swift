import Testing
import TreeGuardSQL
import TreeGuardSchema

/// The text of a file, and the print of PostgreSQL 15's pg_get_*def functions.
@Suite struct PrintedDefinitions {
    @Test(arguments: indexes)
    func anIndexReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) throws {
        let ours = try #require(PrintedDefinitions.index(in: written))
        let theirs = try #require(PrintedDefinitions.index(in: printed))
        #expect(ours == theirs)
    }

    private static func index(in sql: String) -> Index? {
        guard case .createIndex(let create) = kinds(sql).first else { return nil }
        var index = create.index
        index.table.schema = nil
        index.predicate = index.predicate?.bare
        index.elements = index.elements.map { element in
            var element = element
            if case .expression(let expression) = element.key { element.key = .expression(expression.bare) }
            return element
        }
        return index
    }

    static let indexes: [(String, String)] = [
        (
            "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a DESC, lower(b), (a + 1)) WHERE a > 0 AND b IN ('x', 'y')",
            "CREATE UNIQUE INDEX i ON public.t USING btree (a DESC, lower(b), ((a + 1)))"
                + " WHERE ((a > 0) AND (b = ANY (ARRAY['x'::text, 'y'::text])))"
        ),
        (
            "CREATE INDEX ON t USING gin (g jsonb_path_ops) WITH (fastupdate)",
            "CREATE INDEX i2 ON public.t USING gin (g jsonb_path_ops) WITH (fastupdate='true')"
        ),
        (
            "CREATE UNIQUE INDEX i3 ON t (a ASC NULLS FIRST, b DESC NULLS LAST) NULLS NOT DISTINCT",
            "CREATE UNIQUE INDEX i3 ON public.t USING btree (a NULLS FIRST, b DESC NULLS LAST) NULLS NOT DISTINCT"
        ),
        ("CREATE INDEX i4 ON pp (a)", "CREATE INDEX i4 ON ONLY public.pp USING btree (a)"),
        (
            "CREATE INDEX i ON t (a DESC NULLS FIRST, n COLLATE \"C\") INCLUDE (d) WITH (fillfactor = 70)",
            "CREATE INDEX i ON public.t USING btree (a DESC, n COLLATE \"C\") INCLUDE (d) WITH (fillfactor='70')"
        ),
    ]

    @Test func anIndexThatSortsDownPutsNullsFirst() throws {
        let elements = try #require(PrintedDefinitions.index(in: "CREATE INDEX ON t (a, b DESC, c DESC NULLS LAST)"))
            .elements
        #expect(elements.map(\.nullsFirst) == [false, true, false])
    }

    @Test(arguments: triggers)
    func aTriggerReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) throws {
        guard case .createTrigger(var ours) = kinds(written).first,
            case .createTrigger(var theirs) = kinds(printed).first
        else {
            Issue.record("is no trigger")
            return
        }
        theirs.table.schema = nil
        ours.trigger.condition = ours.trigger.condition?.bare
        theirs.trigger.condition = theirs.trigger.condition?.bare
        #expect(ours == theirs)
    }

    static let triggers: [(String, String)] = [
        (
            "CREATE TRIGGER t1 BEFORE INSERT OR UPDATE OF a, b ON t FOR EACH ROW WHEN (NEW.a > 0 AND NEW.b IS NOT NULL)"
                + " EXECUTE PROCEDURE trg('x', 1)",
            "CREATE TRIGGER t1 BEFORE INSERT OR UPDATE OF a, b ON public.t FOR EACH ROW"
                + " WHEN (((new.a > 0) AND (new.b IS NOT NULL))) EXECUTE FUNCTION trg('x', '1')"
        ),
        (
            "CREATE TRIGGER t2 AFTER UPDATE ON t REFERENCING NEW TABLE n OLD TABLE AS o EXECUTE PROCEDURE trg()",
            "CREATE TRIGGER t2 AFTER UPDATE ON public.t REFERENCING NEW TABLE AS n OLD TABLE AS o"
                + " FOR EACH STATEMENT EXECUTE FUNCTION trg()"
        ),
        (
            "CREATE CONSTRAINT TRIGGER t3 AFTER DELETE ON t FROM other INITIALLY DEFERRED FOR EACH ROW"
                + " EXECUTE FUNCTION pg_catalog.trg()",
            "CREATE CONSTRAINT TRIGGER t3 AFTER DELETE ON public.t FROM other DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                + " EXECUTE FUNCTION trg()"
        ),
        (
            "CREATE TRIGGER t4 INSTEAD OF DELETE ON t FOR ROW EXECUTE FUNCTION trg()",
            "CREATE TRIGGER t4 INSTEAD OF DELETE ON public.t FOR EACH ROW EXECUTE FUNCTION trg()"
        ),
    ]

    @Test(arguments: constraints)
    func aConstraintReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) {
        #expect(
            kinds("ALTER TABLE t ADD CONSTRAINT c \(written)") == kinds("ALTER TABLE t ADD CONSTRAINT c \(printed)"))
    }

    static let constraints: [(String, String)] = [
        (
            "FOREIGN KEY (a, b) REFERENCES other (a, b) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE INITIALLY DEFERRED"
                + " NOT VALID",
            "FOREIGN KEY (a, b) REFERENCES other(a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE"
                + " INITIALLY DEFERRED NOT VALID"
        ),
        (
            "FOREIGN KEY (a) REFERENCES other (id) ON DELETE NO ACTION ON UPDATE RESTRICT NOT DEFERRABLE",
            "FOREIGN KEY (a) REFERENCES other(id) ON UPDATE RESTRICT"
        ),
        (
            "FOREIGN KEY (a, b) REFERENCES o (a, b) ON DELETE SET NULL (b)",
            "FOREIGN KEY (a, b) REFERENCES o(a, b) ON DELETE SET NULL (b)"
        ),
        ("CHECK (a > 0) NO INHERIT NOT VALID", "CHECK ((a > 0)) NO INHERIT NOT VALID"),
        (
            "UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (fillfactor=50) DEFERRABLE",
            "UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE"
        ),
        (
            "EXCLUDE USING gist (a WITH =, (b || c) WITH pg_catalog.<>) WHERE (a > 0)",
            "EXCLUDE USING gist (a WITH =, ((b || c)) WITH <>) WHERE ((a > 0))"
        ),
    ]

    @Test(arguments: routines)
    func aRoutineReadsTheSameWhenTheServerPrintsIt(written: String, printed: String) throws {
        #expect(try PrintedDefinitions.routine(in: written) == PrintedDefinitions.routine(in: printed))
    }

    private static func routine(in sql: String) throws -> Routine {
        guard case .createRoutine(let create) = try #require(kinds(sql).first) else {
            throw NoRoutine()
        }
        var routine = create.routine
        for index in routine.parameters.indices {
            routine.parameters[index].defaultValue = routine.parameters[index].defaultValue?.bare
        }
        return routine
    }
    private struct NoRoutine: Error {}

    static let routines: [(String, String)] = [
        (
            """
            CREATE FUNCTION "F"(a int DEFAULT 1, b varchar(3) = 'x', VARIADIC c int[] DEFAULT '{}') RETURNS TABLE(x int, y text)
            LANGUAGE plpgsql STABLE RETURNS NULL ON NULL INPUT SECURITY DEFINER PARALLEL SAFE COST 50 ROWS 10
            SET search_path = public, pg_temp SET work_mem = '64MB' AS $$ begin return query select 1, 'a'; end $$
            """,
            """
            CREATE OR REPLACE FUNCTION public."F"(a integer DEFAULT 1, b character varying DEFAULT 'x'::character varying,
             VARIADIC c integer[] DEFAULT '{}'::integer[])
             RETURNS TABLE(x integer, y text)
             LANGUAGE plpgsql
             STABLE PARALLEL SAFE STRICT SECURITY DEFINER COST 50 ROWS 10
             SET search_path TO 'public', 'pg_temp'
             SET work_mem TO '64MB'
            AS $function$ begin return query select 1, 'a'; end $function$
            """
        ),
        (
            "CREATE PROCEDURE pr(a int, INOUT b numeric(10,2)) LANGUAGE plpgsql AS 'begin end'",
            "CREATE OR REPLACE PROCEDURE public.pr(IN a integer, INOUT b numeric)\n LANGUAGE plpgsql\n"
                + "AS $procedure$begin end$procedure$"
        ),
        (
            "CREATE FUNCTION f(a int) RETURNS int IMMUTABLE LEAKPROOF COST 100 RETURN a + 1",
            "CREATE OR REPLACE FUNCTION public.f(a integer)\n RETURNS integer\n LANGUAGE sql\n IMMUTABLE LEAKPROOF\n"
                + "RETURN (a + 1)"
        ),
        (
            "CREATE FUNCTION f() RETURNS SETOF text ROWS 1000 LANGUAGE sql BEGIN ATOMIC select 'a'; END",
            "CREATE OR REPLACE FUNCTION public.f()\n RETURNS SETOF text\n LANGUAGE sql\n"
                + "BEGIN ATOMIC\n SELECT 'a';\nEND"
        ),
    ]
}
