/// What a change does to a migration, for layers that see no other part of it.
package typealias MigrationChange = Migration.Change
