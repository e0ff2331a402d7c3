extension KnownLedger {
    /// The tables of tools that TreeGuard recognises but whose ledgers it does not read yet. Those that run SQL files
    /// come first.
    static let all: [KnownLedger] = ofSQLFiles + ofPrograms

    private static let numbered: @Sendable (String) -> Bool = { PlainName(stem: FileName($0).stem).isNumbered }

    private static let ofSQLFiles = [
        KnownLedger(
            tool: "golang-migrate", names: ["schema_migrations"], columns: ["version": .number, "dirty": .flag],
            isWhole: true, sign: "dirty", record: .highest("version"), runs: ProjectSigns.isPair,
            tellsWithoutRows: true),
        KnownLedger(
            tool: "sqlx", names: ["_sqlx_migrations"],
            columns: [
                "version": .number, "description": .text, "installed_on": .any, "success": .flag, "checksum": .any,
                "execution_time": .number,
            ], sign: "installed_on", record: .numberAndName(number: "version", name: "description"), runs: numbered),
        KnownLedger(
            tool: "Supabase", names: ["schema_migrations"], columns: ["version": .text, "statements": .any],
            record: .number("version"), runs: numbered),
        KnownLedger(
            tool: "goose", names: ["goose_db_version"],
            columns: ["version_id": .number, "is_applied": .flag, "tstamp": .any], sign: "is_applied",
            record: .number("version_id")),
        KnownLedger(
            tool: "micrate", names: ["micrate_db_version"], columns: ["version_id": .number, "is_applied": .flag],
            record: .number("version_id")),
        KnownLedger(
            tool: "Flyway", names: ["flyway_schema_history", "schema_version"],
            columns: ["installed_rank": .number, "version": .text, "script": .text, "success": .flag],
            sign: "installed_rank", record: .name("script")),
        KnownLedger(
            tool: "Atlas", names: ["atlas_schema_revisions"],
            columns: ["version": .text, "description": .text, "applied": .number, "total": .number, "hash": .text],
            sign: "partial_hashes", record: .numberAndName(number: "version", name: "description")),
        KnownLedger(
            tool: "refinery", names: ["refinery_schema_history"],
            columns: ["version": .number, "name": .text, "applied_on": .any, "checksum": .text], sign: "applied_on",
            record: .numberAndName(number: "version", name: "name")),
        KnownLedger(
            tool: "Bun", names: ["bun_migrations"], columns: ["name": .text, "group_id": .number, "migrated_at": .any],
            sign: "migrated_at", record: .number("name"), runs: ProjectSigns.isPair),
        KnownLedger(
            tool: "tern", names: ["schema_version"], columns: ["version": .number], isWhole: true,
            record: .highest("version"), runs: numbered),
        KnownLedger(
            tool: "sql-migrate", names: ["gorp_migrations"], columns: ["id": .text, "applied_at": .any],
            record: .name("id")),
        KnownLedger(
            tool: "node-pg-migrate", names: ["pgmigrations"], columns: ["name": .text, "run_on": .any],
            record: .name("name"), runs: numbered),
        KnownLedger(
            tool: "postgres-migrations", names: ["migrations"],
            columns: ["id": .number, "name": .text, "hash": .text, "executed_at": .any],
            record: .numberAndName(number: "id", name: "name"), runs: numbered),
        KnownLedger(
            tool: "yoyo", names: ["_yoyo_migration"],
            columns: ["migration_hash": .text, "migration_id": .text, "applied_at_utc": .any], sign: "migration_hash",
            record: .name("migration_id"), runs: numbered),
        KnownLedger(
            tool: "graphile-migrate", names: ["migrations"],
            columns: ["hash": .text, "previous_hash": .text, "filename": .text], sign: "previous_hash",
            record: .name("filename")),
        KnownLedger(
            tool: "DbUp", names: ["schemaversions"], columns: ["scriptname": .text, "applied": .any],
            sign: "scriptname", record: .name("scriptname"), runs: numbered),
        KnownLedger(
            tool: "Evolve", names: ["changelog"],
            columns: ["version": .text, "name": .text, "checksum": .text, "success": .flag], record: .name("name")),
        KnownLedger(
            tool: "Postgrator", names: ["schemaversion"], columns: ["version": .number, "name": .text, "md5": .text],
            sign: "md5", record: .numberAndName(number: "version", name: "name"), runs: numbered),
        KnownLedger(
            tool: "MyBatis Migrations", names: ["changelog"],
            columns: ["id": .any, "applied_at": .any, "description": .text],
            record: .numberAndName(number: "id", name: "description")),
        KnownLedger(
            tool: "pgmigrate", names: ["schema_version"],
            columns: ["version": .number, "description": .text, "installed_by": .any],
            record: .numberAndName(number: "version", name: "description")),
        KnownLedger(
            tool: "rambler", names: ["migrations"], columns: ["migration": .text], isWhole: true,
            record: .name("migration")),
        KnownLedger(
            tool: "Sqitch", names: ["changes"], columns: ["change_id": .text, "change": .text, "project": .text],
            sign: "change_id", record: .name("change")),
        KnownLedger(
            tool: "Liquibase", names: ["databasechangelog"],
            columns: ["id": .text, "author": .text, "filename": .text, "orderexecuted": .number],
            sign: "orderexecuted", record: .name("filename")),
        KnownLedger(
            tool: "Prisma", names: ["_prisma_migrations"],
            columns: ["migration_name": .text, "finished_at": .any, "applied_steps_count": .number],
            sign: "applied_steps_count", record: .name("migration_name")),
        KnownLedger(
            tool: "Drizzle", names: ["__drizzle_migrations"],
            columns: ["hash": .text, "created_at": .number], record: .digest("hash")),
        KnownLedger(
            tool: "Diesel", names: ["__diesel_schema_migrations"], columns: ["version": .text, "run_on": .any],
            isWhole: true, record: .number("version")),
        KnownLedger(
            tool: "Play evolutions", names: ["play_evolutions"],
            columns: ["id": .number, "apply_script": .text, "revert_script": .text], sign: "apply_script",
            record: .number("id")),
        KnownLedger(
            tool: "Rails, dbmate or a script", names: ["schema_migrations", "migrations"],
            columns: ["version": .text], isWhole: true, record: .number("version"), runs: numbered),
        KnownLedger(
            tool: "Sequel", names: ["schema_migrations"], columns: ["filename": .text], isWhole: true,
            record: .name("filename"), runs: numbered),
    ]

    private static let ofPrograms = [
        KnownLedger(
            tool: "Django", names: ["django_migrations"], columns: ["app": .text, "name": .text, "applied": .any],
            record: .nameWithin(app: "app", name: "name")),
        KnownLedger(
            tool: "Ecto", names: ["schema_migrations"], columns: ["version": .number, "inserted_at": .any],
            isWhole: true, record: .number("version")),
        KnownLedger(
            tool: "Alembic", names: ["alembic_version"], columns: ["version_num": .text], isWhole: true,
            record: .name("version_num")),
        KnownLedger(
            tool: "Knex", names: ["knex_migrations"],
            columns: ["name": .text, "batch": .number, "migration_time": .any],
            sign: "migration_time", record: .name("name")),
        KnownLedger(
            tool: "Sequelize", names: ["SequelizeMeta"], columns: ["name": .text], record: .name("name")),
        KnownLedger(
            tool: "TypeORM", names: ["migrations", "typeorm_migrations"],
            columns: ["timestamp": .number, "name": .text], record: .number("timestamp")),
        KnownLedger(
            tool: "Laravel", names: ["migrations"], columns: ["migration": .text, "batch": .number],
            record: .name("migration")),
        KnownLedger(
            tool: "db-migrate", names: ["migrations"], columns: ["name": .text, "run_on": .any], record: .name("name")),
        KnownLedger(
            tool: "gormigrate", names: ["migrations"], columns: ["id": .text], isWhole: true, record: .name("id")),
        KnownLedger(
            tool: "Kysely", names: ["kysely_migration"], columns: ["name": .text, "timestamp": .text],
            record: .name("name")),
        KnownLedger(
            tool: "MikroORM", names: ["mikro_orm_migrations"], columns: ["name": .text, "executed_at": .any],
            record: .name("name")),
        KnownLedger(
            tool: "EF Core", names: ["__EFMigrationsHistory"],
            columns: ["MigrationId": .text, "ProductVersion": .text],
            sign: "MigrationId", record: .name("MigrationId")),
        KnownLedger(
            tool: "Doctrine", names: ["doctrine_migration_versions"],
            columns: ["version": .text, "executed_at": .any, "execution_time": .number], record: .number("version")),
        KnownLedger(
            tool: "Phinx", names: ["phinxlog"], columns: ["version": .number, "migration_name": .text],
            sign: "migration_name", record: .number("version")),
        KnownLedger(
            tool: "SeaORM", names: ["seaql_migrations"], columns: ["version": .text, "applied_at": .number],
            record: .name("version")),
        KnownLedger(
            tool: "pgroll", names: ["migrations"], columns: ["schema": .text, "name": .text, "done": .flag],
            record: .name("name")),
        KnownLedger(
            tool: "peewee-migrate", names: ["migratehistory"], columns: ["name": .text, "migrated_at": .any],
            record: .name("name")),
        KnownLedger(
            tool: "Payload", names: ["payload_migrations"], columns: ["name": .text, "batch": .any],
            record: .name("name")),
        KnownLedger(
            tool: "Lucid", names: ["adonis_schema"], columns: ["name": .text, "batch": .number], record: .name("name")),
        KnownLedger(
            tool: "Strapi", names: ["strapi_migrations"], columns: ["name": .text, "time": .any], record: .name("name")),
    ]
}
