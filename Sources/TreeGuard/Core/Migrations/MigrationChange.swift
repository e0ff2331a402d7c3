package typealias MigrationChange = Migration.Change
