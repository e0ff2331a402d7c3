extension CatalogQuestion {
    static let operatorKinds = [operators, operatorClasses, operatorFamilies, casts]

    private static let operatorName = """
        format('OPERATOR %I.%s (%s, %s)', n.nspname, oprname, CASE oprleft WHEN 0 THEN 'NONE'
            ELSE format_type(oprleft, NULL) END, CASE oprright WHEN 0 THEN 'NONE' ELSE format_type(oprright, NULL) END)
        """

    static let operators = CatalogQuestion(
        sql: """
            SELECT 'operator', n.nspname, NULL, oprname, format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, oprname,
                    oprcode)
                || CASE oprleft WHEN 0 THEN '' ELSE ', LEFTARG = ' || format_type(oprleft, NULL) END
                || CASE oprright WHEN 0 THEN '' ELSE ', RIGHTARG = ' || format_type(oprright, NULL) END
                || CASE oprcom WHEN 0 THEN '' ELSE ', COMMUTATOR = ' || (SELECT oprname FROM pg_operator c
                    WHERE c.oid = o.oprcom) END
                || CASE oprnegate WHEN 0 THEN '' ELSE ', NEGATOR = ' || (SELECT oprname FROM pg_operator c
                    WHERE c.oid = o.oprnegate) END
                || CASE oprrest WHEN 0 THEN '' ELSE ', RESTRICT = ' || oprrest END
                || CASE oprjoin WHEN 0 THEN '' ELSE ', JOIN = ' || oprjoin END
                || CASE WHEN oprcanhash THEN ', HASHES' ELSE '' END || CASE WHEN oprcanmerge THEN ', MERGES' ELSE '' END
                || ')'
                \(owner(of: operatorName, "oprowner"))
                \(comment(on: operatorName, "o.oid", "pg_operator")), NULL
            FROM pg_operator o JOIN pg_namespace n ON n.oid = oprnamespace
            WHERE oprname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog' AND oprcode <> 0
            """,
        names: { $0.names(of: "operator") })

    static let operatorClasses = CatalogQuestion(
        sql: """
            SELECT 'operator class', nspname, NULL, opcname, format(
                'CREATE OPERATOR CLASS %I.%I %s FOR TYPE %s USING %I AS STORAGE %s', nspname, opcname,
                CASE WHEN opcdefault THEN 'DEFAULT' ELSE '' END, format_type(opcintype, NULL), amname,
                format_type(opcintype, NULL))
                \(owner(of: "format('OPERATOR CLASS %I.%I USING %I', nspname, opcname, amname)", "opcowner"))
                \(comment(
                    on: "format('OPERATOR CLASS %I.%I USING %I', nspname, opcname, amname)", "c.oid", "pg_opclass")), NULL
            FROM pg_opclass c JOIN pg_namespace n ON n.oid = opcnamespace JOIN pg_am a ON a.oid = opcmethod
            WHERE opcname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "operator class") })

    static let operatorFamilies = CatalogQuestion(
        sql: """
            SELECT 'operator family', nspname, NULL, opfname,
                format('CREATE OPERATOR FAMILY %I.%I USING %I', nspname, opfname, amname)
                \(owner(of: "format('OPERATOR FAMILY %I.%I USING %I', nspname, opfname, amname)", "opfowner"))
                \(comment(
                    on: "format('OPERATOR FAMILY %I.%I USING %I', nspname, opfname, amname)", "f.oid", "pg_opfamily")), NULL
            FROM pg_opfamily f JOIN pg_namespace n ON n.oid = opfnamespace JOIN pg_am a ON a.oid = opfmethod
            WHERE opfname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "operator family") })

    /// Casts, which have no name. The server's built-in casts are left out.
    static let casts = CatalogQuestion(
        sql: """
            SELECT 'cast', NULL, NULL, NULL, format('CREATE CAST (%s AS %s) %s%s', format_type(castsource, NULL),
                    format_type(casttarget, NULL), CASE castmethod WHEN 'f' THEN format('WITH FUNCTION %s(%s)',
                        castfunc::regproc, pg_get_function_identity_arguments(castfunc))
                    WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
                    CASE castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT' ELSE '' END)
                \(comment(
                    on: "format('CAST (%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL))", "c.oid",
                    "pg_cast")), NULL
            FROM pg_cast c WHERE c.oid >= 16384 AND $1::text IS NOT NULL AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "cast") })
}
