/// The SQL that a scratch server runs for a comparison. All of it is in temporary functions, and each attempt is undone
/// before the next.
enum ScratchScript {
    static func preparations(_ searchPath: [String]) -> [Question] {
        [
            // Other sessions may run the same script, which creates objects of the same names.
            Question("SELECT pg_catalog.pg_advisory_xact_lock(7)"),
            Question(
                """
                SELECT pg_catalog.set_config('treeguard.search_path', $1, true),
                    pg_catalog.set_config('check_function_bodies', 'off', true),
                    pg_catalog.set_config('TimeZone', 'UTC', true)
                """, [arrayLiteral(inOrder: searchPath)]),
            Question(build), Question(shown), Question(spellings), Question(columns),
        ]
    }

    /// The question for one object. Its answer is one row: the file's object as the server prints it, the object made
    /// from that print, and production's object made from its DDL. NULL for an object that could not be created.
    static func question(
        _ place: ScratchObject, path: [String], removal: [String], text: String, original: String
    ) -> Question {
        Question(
            "SELECT * FROM pg_temp.spellings($1, $2, $3, $4, $5, $6, $7, $8, ARRAY[$9, $10, $11, $12])",
            [
                arrayLiteral(inOrder: removal), text, arrayLiteral(inOrder: place.removal), original,
                path.map(quotedIdentifier).joined(separator: ", "), place.question.sql,
                arrayLiteral(place.catalogNames),
                arrayLiteral([place.schema]),
            ] + place.row)
    }

    /// The question for a table's columns. Its answer has a row for each column, in the form of the catalog's question.
    static func columns(of table: ObjectName, madeBy ddl: String, path: [String]) -> Question {
        Question(
            "SELECT ddl FROM unnest(pg_temp.columns($1, $2, $3, $4, $5, $6)) ddl",
            [
                "DROP TABLE IF EXISTS \(table) CASCADE", ddl, path.map(quotedIdentifier).joined(separator: ", "),
                CatalogQuestion.columns.sql, table.schema, table.name,
            ])
    }

    private static let columns = """
        CREATE FUNCTION pg_temp.columns(
            removal text, made text, path text, question text, schema_name text, table_name text
        ) RETURNS text[] LANGUAGE plpgsql AS $columns$
        DECLARE
            answer text[];
        BEGIN
            BEGIN
                PERFORM pg_catalog.set_config('search_path', path, true);
                EXECUTE removal;
                EXECUTE made;
                PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                EXECUTE 'SELECT array_agg(ddl) FROM (' || question || ')
                    AS found (kind, schema, relation, name, ddl, remark)
                    WHERE schema::text = $2[1] AND relation::text = $1[1]'
                    INTO answer USING ARRAY[table_name], ARRAY[schema_name];
                RAISE EXCEPTION 'undone';
            EXCEPTION WHEN OTHERS THEN
                NULL;
            END;
            RETURN answer;
        END $columns$
        """

    /// Creates all objects that can be created, in any order that works.
    private static let build = """
        CREATE FUNCTION pg_temp.build(ddl text[]) RETURNS void LANGUAGE plpgsql AS $build$
        DECLARE
            waiting text[] := ddl;
            failed text[];
            step text;
        BEGIN
            LOOP
                failed := '{}';
                FOREACH step IN ARRAY waiting LOOP
                    BEGIN
                        EXECUTE step;
                    EXCEPTION WHEN OTHERS THEN
                        failed := failed || step;
                    END;
                END LOOP;
                EXIT WHEN pg_catalog.cardinality(failed) IN (0, pg_catalog.cardinality(waiting));
                waiting := failed;
            END LOOP;
        END $build$
        """

    // The temporary schema comes last; otherwise its tables would hide those of the catalog.
    private static let shown = """
        CREATE FUNCTION pg_temp.shown(
            steps text[], path text, question text, names text[], schemas text[], place text[]
        ) RETURNS text LANGUAGE plpgsql AS $shown$
        DECLARE
            step text;
            answer text;
        BEGIN
            BEGIN
                PERFORM pg_catalog.set_config('search_path', path, true);
                FOREACH step IN ARRAY steps LOOP
                    EXECUTE step;
                END LOOP;
                PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                EXECUTE 'SELECT CASE WHEN count(*) = 1 THEN min(ddl) END FROM (' || question || ')
                    AS found (kind, schema, relation, name, ddl, remark) WHERE kind = $3[1] AND schema::text = $3[2]
                    AND relation::text IS NOT DISTINCT FROM $3[3] AND name::text = $3[4]'
                    INTO answer USING names, schemas, place;
                RAISE EXCEPTION 'undone';
            EXCEPTION WHEN OTHERS THEN
                NULL;
            END;
            RETURN answer;
        END $shown$
        """

    private static let spellings = """
        CREATE FUNCTION pg_temp.spellings(
            file_removal text[], written text, removal text[], original text, path text, question text,
            names text[], schemas text[], place text[], OUT first text, OUT second text, OUT theirs text
        ) LANGUAGE plpgsql AS $spellings$
        BEGIN
            first := pg_temp.shown(file_removal || written, path, question, names, schemas, place);
            second := pg_temp.shown(removal || first, path, question, names, schemas, place);
            theirs := pg_temp.shown(removal || original, path, question, names, schemas, place);
        END $spellings$
        """
}
