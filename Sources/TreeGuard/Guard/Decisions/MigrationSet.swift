import TreeGuardBase
import TreeGuardMigrations

/// Exactly these migrations on their way into this branch: the subject of a decision, an override and an answer.
/// Another commit with the same migrations is the same set; one changed byte in a file makes another set.
package struct MigrationSet: Sendable, Hashable {
    /// The protected branch.
    package let target: String
    /// 64 hexadecimal digits over target, migrations and content.
    package let digest: String

    /// Makes a set from a known digest.
    package init(target: String, digest: String) {
        self.target = target
        self.digest = digest
    }

    /// The change of one migration.
    package struct Item: Sendable, Hashable {
        package var identity: Migration.Identity
        package var change: Migration.Change
        /// git's id of the content that would land; nil for a removed migration.
        package var content: String?

        package init(identity: Migration.Identity, change: Migration.Change, content: String?) {
            self.identity = identity
            self.change = change
            self.content = content
        }
    }

    package init(into target: String, _ items: [Item]) {
        self.target = target
        let lines = items.map { item in
            let words = [item.identity.framework, item.identity.key, item.change.rawValue, item.content ?? ""]
            return words.map { Word($0).description }.joined(separator: " ")
        }
        let text = ([Word(target).description] + lines.sorted()).joined(separator: "\n")
        digest = SHA256(of: Array(text.utf8)).description
    }

    /// Makes a set of the changed migrations. Nil if one is not committed yet: its content has no id.
    package init?(into target: String, _ migrations: some Sequence<Migration>) {
        var items: [Item] = []
        for migration in migrations {
            guard let change = migration.change else { continue }
            switch migration.content {
            case .blob(let id): items.append(Item(identity: migration.identity, change: change, content: id.hex))
            case nil: items.append(Item(identity: migration.identity, change: change, content: nil))
            case .workTree: return nil
            }
        }
        self.init(into: target, items)
    }

    /// Makes a set of migrations that were deployed or rolled back. Content that was not committed has no id.
    package init(ranFor target: String, _ migrations: [Migration]) {
        self.init(
            into: target,
            migrations.map { migration in
                var content: String?
                if case .blob(let id) = migration.content { content = id.hex }
                return Item(identity: migration.identity, change: migration.change ?? .new, content: content)
            })
    }
}
