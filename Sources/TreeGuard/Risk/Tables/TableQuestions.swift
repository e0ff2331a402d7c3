import TreeGuardSchema

/// The questions of a plan to production, besides those of a check: all in one round, and nothing that waits for a
/// lock.
package enum TableQuestions {
    package static func questions(about names: PlannedNames) -> [Question] {
        let relations = arrayLiteral(names.relations)
        let schemas = arrayLiteral(names.schemas.union(names.emptied))
        return [
            Question(kin + describing, [relations, schemas, arrayLiteral(names.emptied)]),
            Question(types, [arrayLiteral(names.types), schemas]),
            Question(functions, [arrayLiteral(names.functions)]),
            Question(kin + locks, [relations, schemas, arrayLiteral(names.emptied)]),
            sessions, prepared,
        ]
    }

    /// The relations that are named, and their kin: tables of indexes, partitions, parents, and both sides of foreign keys,
    /// of those too whose rows change with theirs.
    private static let kin = """
        WITH RECURSIVE named AS MATERIALIZED (
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE (relname = ANY ($1::name[])
                AND nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[]))
                OR nspname = ANY ($3::name[])
        ), tables AS MATERIALIZED (
            SELECT oid FROM named UNION SELECT indrelid FROM pg_index WHERE indexrelid IN (SELECT oid FROM named)
        ), family (member, ancestor) AS (
            SELECT inhrelid, inhparent FROM pg_inherits
            UNION SELECT member, inhparent FROM family JOIN pg_inherits ON inhrelid = ancestor
        ), relatives AS MATERIALIZED (
            SELECT oid FROM tables
            UNION SELECT member FROM family WHERE ancestor IN (SELECT oid FROM tables)
            UNION SELECT inhparent FROM pg_inherits WHERE inhrelid IN (SELECT oid FROM tables)
        ), changed (oid) AS (
            SELECT oid FROM relatives
            UNION SELECT conrelid FROM changed JOIN pg_constraint ON confrelid = changed.oid
                WHERE contype = 'f' AND (confdeltype IN ('c', 'n', 'd') OR confupdtype IN ('c', 'n', 'd'))
        ), keys AS MATERIALIZED (
            SELECT conname, conrelid, confrelid, conkey, confkey, confdeltype, confupdtype FROM pg_constraint
            WHERE contype = 'f' AND (conrelid IN (SELECT oid FROM changed) OR confrelid IN (SELECT oid FROM changed))
        ), rules AS MATERIALIZED (
            SELECT DISTINCT ev_class AS view, refobjid AS base FROM pg_depend JOIN pg_rewrite r ON r.oid = objid
            WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass AND ev_class <> refobjid
        ), readers AS MATERIALIZED (
            SELECT view, base FROM rules WHERE base IN (SELECT oid FROM relatives)
        ), bases (view, base) AS (
            SELECT view, base FROM rules WHERE view IN (SELECT oid FROM tables)
            UNION SELECT bases.view, rules.base FROM bases JOIN rules ON rules.view = bases.base
        ), kin AS MATERIALIZED (
            SELECT oid FROM relatives UNION SELECT conrelid FROM keys UNION SELECT confrelid FROM keys
            UNION SELECT view FROM readers UNION SELECT base FROM bases
            UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM relatives)
            UNION SELECT member FROM family
                WHERE ancestor IN (SELECT conrelid FROM keys UNION SELECT confrelid FROM keys)
        )

        """

    // Size functions open the relation, and would wait behind who holds it whole: such a one is told by its last count.
    private static let describing = """
        , held AS MATERIALIZED (
            SELECT relation FROM pg_locks WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
        ), name AS MATERIALIZED (
            SELECT c.oid, nspname, relname, relkind, reltuples, relpages FROM kin JOIN pg_class c USING (oid)
            JOIN pg_namespace n ON n.oid = relnamespace
        )
        SELECT 'relation', nspname::text, relname::text, NULL::text, NULL::text, relkind::text,
            CASE WHEN relkind NOT IN ('r', 'm', 'i') THEN NULL
                WHEN oid IN (SELECT relation FROM held)
                    THEN CASE WHEN relpages > 0
                        THEN relpages::bigint * current_setting('block_size')::bigint END
                ELSE pg_total_relation_size(oid) END::text,
            CASE WHEN relkind NOT IN ('r', 'm') THEN NULL
                WHEN reltuples > 0 THEN reltuples::bigint ELSE pg_stat_get_live_tuples(oid) END::text, NULL::text
        FROM name
        UNION ALL SELECT 'descendant', m.nspname, m.relname, a.nspname, a.relname, NULL, NULL, NULL, NULL
            FROM family JOIN name m ON m.oid = member JOIN name a ON a.oid = ancestor
        UNION ALL SELECT 'child', m.nspname, m.relname, a.nspname, a.relname, NULL, NULL, NULL, NULL
            FROM pg_inherits JOIN name m ON m.oid = inhrelid JOIN name a ON a.oid = inhparent
        UNION ALL SELECT 'default partition', d.nspname, d.relname, p.nspname, p.relname, NULL, NULL, NULL, NULL
            FROM pg_partitioned_table JOIN name p ON p.oid = partrelid
            JOIN name d ON d.oid = (to_jsonb(pg_partitioned_table) ->> 'partdefid')::oid
        UNION ALL SELECT 'index', i.nspname, i.relname, t.nspname, t.relname, NULL, NULL, NULL, NULL
            FROM pg_index JOIN name i ON i.oid = indexrelid JOIN name t ON t.oid = indrelid
        UNION ALL SELECT 'reference', c.nspname, c.relname, p.nspname, p.relname, conname,
            (SELECT string_agg(attname, E'\\x1F') FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)),
            (SELECT string_agg(attname, E'\\x1F') FROM pg_attribute WHERE attrelid = confrelid AND attnum = ANY (confkey)),
            confdeltype::text || confupdtype::text
            FROM keys JOIN name c ON c.oid = conrelid JOIN name p ON p.oid = confrelid
        UNION ALL SELECT 'view', v.nspname, v.relname, b.nspname, b.relname, NULL, NULL, NULL, NULL
            FROM readers JOIN name v ON v.oid = view JOIN name b ON b.oid = base
        UNION ALL SELECT 'base', b.nspname, b.relname, v.nspname, v.relname, NULL, NULL, NULL, NULL
            FROM bases JOIN name v ON v.oid = view JOIN name b ON b.oid = base
        UNION ALL SELECT 'path', NULL, schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM unnest(current_setting('treeguard.search_path')::text[]) schema
        UNION ALL SELECT 'time zone', NULL, reset_val, NULL, NULL, NULL, NULL, NULL, NULL
            FROM pg_settings WHERE name = 'TimeZone'
        """

    private static let types = """
        WITH named AS (
            SELECT t.oid, nspname, typname, typtype, typnotnull FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
            WHERE typname = ANY ($1::name[])
            AND nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[])
        )
        SELECT 'user', cn.nspname::text, relname::text, named.nspname::text, typname::text, NULL
        FROM named JOIN pg_attribute ON atttypid = named.oid AND NOT attisdropped
        JOIN pg_class c ON c.oid = attrelid AND relkind IN ('r', 'p', 'm')
        JOIN pg_namespace cn ON cn.oid = relnamespace
        UNION ALL SELECT 'domain', nspname, typname, NULL, NULL, NULL FROM named
        WHERE typtype = 'd' AND (typnotnull OR EXISTS (SELECT FROM pg_constraint WHERE contypid = named.oid))
        UNION ALL SELECT 'type', nspname, typname, NULL, NULL, NULL FROM named
        """

    private static let functions = """
        SELECT DISTINCT 'function', NULL, proname::text, NULL, NULL, provolatile::text
        FROM pg_proc WHERE proname = ANY ($1::name[])
        """
}
