import TreeGuardBase

extension Survey {
    /// The changed files that are not migrations: in the surveyed folders, and SQL files outside of them.
    func leftOut(_ landing: Reading, besides migrations: [Migration]) -> [LeftOut] {
        let changed = Set(changes.changes.map(\.path))
        var all = landing.leftOut.filter { changed.contains($0.path) }
        let answered = Set(all.map(\.path)).union(migrations.map(\.path))
        for change in changes.changes where change.new != nil && !answered.contains(change.path) {
            if let reason = reasonOutside(change) { all.append(LeftOut(change.path, reason)) }
        }
        for path in changes.submodules where Discovery.isMigrationFolder(path, config) {
            all.append(LeftOut(path, .submodule))
        }
        return all.sorted { $0.path < $1.path }
    }

    /// The reason why an SQL file outside of every migration folder is not a migration.
    private func reasonOutside(_ change: Change) -> LeftOut.Reason? {
        let name = FileName(change.path.name)
        guard name.isSQL else { return nil }
        if let home = MigrationFolder(of: change.path, config) {
            return home.isExcluded ? .excluded(byFolder: home.folder.text) : nil
        }
        let folders = change.path.components.dropLast()
        if let copy = KnownFolder.copy(in: folders) { return .copy(folder: copy) }
        return LeftOut.Reason(unnumbered: name.stem) ?? .folderNotNamed(change.path.folder)
    }

    func problems(_ found: Discovery, _ landing: Reading) -> [Problem] {
        landing.problems + numberProblems(found) + stateProblems(found) + unreadProblems(found)
            + conflictProblems(found) + Frameworks.all.flatMap { $0.problems(in: found) }
    }

    /// Reports a journal with conflicts: only resolving them decides which migrations run, and in what order.
    private func conflictProblems(_ found: Discovery) -> [Problem] {
        guard !changes.conflicts.isEmpty else { return [] }
        let migrations = Set((found.migrations + found.context).map(\.path))
        let decisive = Set(wanted.map(\.path)).intersection(changes.conflicts).subtracting(migrations)
        return decisive.filter { !FileName($0.name).isSQL }.sorted().map { path in
            Problem(
                .conflicted, .error, [path],
                "target and source disagree on \(path), which says what runs and in what order",
                help: "merge the target into the source, keep the entries of both with yours last, and check again")
        }
    }

    /// Reports two files with one number, and a number that the target already uses under another name.
    private func numberProblems(_ found: Discovery) -> [Problem] {
        let numbered = found.migrations.filter(\.position.isNumbered)
        let bySequence = Dictionary(grouping: numbered.filter { $0.change == .new }, by: \.numberInSequence)
        guard !bySequence.isEmpty else { return [] }
        var taken: [NumberInSequence: Migration] = [:]
        for migration in [found.context, numbered].joined()
        where migration.position.isNumbered && migration.change != .new {
            let number = migration.numberInSequence
            if bySequence[number] != nil, taken[number] == nil { taken[number] = migration }
        }
        var problems: [Problem] = []
        for (number, fresh) in bySequence.sorted(by: { $0.key < $1.key }) {
            guard let first = fresh.first else { continue }
            if let taken = taken[number] {
                problems.append(
                    Problem(
                        .numberTaken, .warning, (fresh.map(\.path) + [taken.path]).sorted(),
                        "number \(first.version) of \(first.path) is taken on the target by \(Escaped(taken.path.name))",
                        help: "rename it to the next free number; whoever ran it under this one must be told"))
            } else if fresh.count > 1 {
                problems.append(
                    Problem(
                        .numberTwice, .warning, fresh.map(\.path).sorted(),
                        "number \(first.version) is used by \(fresh.count) files in "
                            + "\(first.sequence.bytes.isEmpty ? "the root" : "\(first.sequence)")",
                        help: "give each its own number; until then they are taken in the order of their names"))
            }
        }
        return problems
    }

    private func stateProblems(_ found: Discovery) -> [Problem] {
        var problems: [Problem] = []
        for migration in found.migrations {
            switch migration.change {
            case .edited where migration.has(.bookkeepingChanged):
                problems.append(
                    Problem(
                        .editedOnTarget, .warning, [migration.path],
                        "the entry of \(migration.path) in the framework's own files is changed, "
                            + "and the target already has it",
                        help: "where it has run, put the entry back as it was"))
            case .edited:
                problems.append(
                    Problem(
                        .editedOnTarget, .warning, [migration.path],
                        "\(migration.path) is edited, and the target already has it",
                        help: "leave it as it was and write a new migration that makes the difference"))
            case .removed:
                problems.append(
                    Problem(
                        .removedFromTarget, .warning, [migration.path],
                        "\(migration.path) is removed, and the target has it",
                        help: "keep the file; to undo its effect, write a new migration"))
            case .new, nil: break
            }
        }
        let conflicts = found.migrations.filter { $0.has(.conflicted) }.map(\.path)
        if !conflicts.isEmpty {
            problems.append(
                Problem(
                    .conflicted, .warning, conflicts, "target and source disagree on \(Survey.list(conflicts))",
                    help: "merge the target into the source and resolve the conflict; the source's text was judged"))
        }
        var guessed = found.migrations.filter { $0.has(.orderIsAGuess) && $0.change == .new }
        if !guessed.isEmpty {
            let neighbours = Dictionary(grouping: found.landing, by: \.sequence)
            guessed.removeAll { (neighbours[$0.sequence]?.count ?? 0) < 2 }
        }
        if !guessed.isEmpty {
            problems.append(
                Problem(
                    .orderGuessed, .info, guessed.map(\.path),
                    "no number in \(Survey.list(guessed.map(\.path))): taken to run after those with one, by name",
                    help: "begin the file's name with the next number"))
        }
        return problems
    }

    /// Reports the files that make a check impossible.
    private func unreadProblems(_ found: Discovery) -> [Problem] {
        var problems: [Problem] = []
        let unsupported = Dictionary(
            grouping: found.migrations.filter { $0.has(.frameworkNotSupported) },
            by: { Migration.Identity(framework: $0.framework, key: $0.sequence.text) })
        for (group, migrations) in unsupported.sorted(by: {
            ($0.key.framework, $0.key.key) < ($1.key.framework, $1.key.key)
        }) {
            let title = Frameworks.named(group.framework)?.title ?? group.framework
            let paths = migrations.map(\.path)
            problems.append(
                Problem(
                    .frameworkNotSupported, .error, paths,
                    "\(Survey.list(paths)) \(paths.count == 1 ? "looks" : "look") like \(title); "
                        + "TreeGuard does not read its ledger yet",
                    help: Survey.help(for: migrations)))
        }
        for path in found.migrations.filter({ $0.has(.unreadable) }).map(\.path) {
            problems.append(
                Problem(
                    .unreadable, .error, [path], "the content of \(path) could not be read",
                    help: "see that the file can be read, or fetch the missing objects"))
        }
        for item in found.leftOut where item.reason == .symbolicLink {
            guard FileName(item.path.name).isSQL || Discovery.isMigrationFolder(item.path, config)
            else { continue }
            problems.append(
                Problem(
                    .symbolicLink, .error, [item.path],
                    "\(item.path) is a symbolic link: what it points to is not judged",
                    help: "put the file itself in its place"))
        }
        problems += unnamedFolders(found)
        for item in found.leftOut where item.reason == .submodule {
            problems.append(
                Problem(
                    .submodule, .error, [item.path], "\(item.path) is a submodule that moves: it is not entered",
                    help: "run treeguard check inside the submodule"))
        }
        return problems
    }

    /// Reports numbered SQL files in a folder whose kind is not known.
    private func unnamedFolders(_ found: Discovery) -> [Problem] {
        let numbered = found.leftOut.filter { item in
            guard case .folderNotNamed = item.reason else { return false }
            return PlainName(stem: FileName(item.path.name).stem).isNumbered
        }
        return Dictionary(grouping: numbered.map(\.path), by: \.folder).sorted { $0.key < $1.key }.map {
            folder, paths in
            Problem(
                .folderNotNamed, .warning, paths,
                "\(Survey.list(paths)) \(paths.count == 1 ? "is" : "are") not checked: "
                    + "nothing says whether \(folder.bytes.isEmpty ? "the root" : "\(folder)") holds migrations",
                help: "if it does: \(Survey.word("plain", of: folder)); if not: \(Survey.word("none", of: folder))")
        }
    }

    private static func help(for migrations: [Migration]) -> String {
        let folder = migrations.first?.sequence ?? ""
        let ask = "ask the tool itself whether production has it"
        let none = "if TreeGuard should leave the folder alone: \(Survey.word("none", of: folder))"
        guard migrations.contains(where: { FileName($0.path.name).isSQL }) else {
            return "\(ask); a person can then let it through (treeguard help allow); \(none)"
        }
        return "\(ask); if people run these files by hand: \(Survey.word("plain", of: folder)); \(none)"
    }

    /// The command that sets the framework of a folder.
    static func word(_ framework: String, of folder: RepositoryPath) -> String {
        let key = ShellQuoted("migrations.\(folder.bytes.isEmpty ? "." : folder.text).framework")
        return "git config -f .treeguard \(key) \(framework)"
    }

    private static func list(_ paths: [RepositoryPath]) -> String {
        let shown = paths.prefix(3).map(\.description).joined(separator: ", ")
        return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
    }
}

extension Problem {
    static func downWithoutUp(_ path: RepositoryPath) -> Problem {
        Problem(
            .downWithoutUp, .warning, [path], "\(path) undoes a migration that is not there",
            help: "add the migration that it undoes beside it, or remove it")
    }
}

/// One number in one folder.
private struct NumberInSequence: Hashable, Comparable {
    let sequence: RepositoryPath
    let number: Position

    static func < (a: NumberInSequence, b: NumberInSequence) -> Bool {
        a.sequence == b.sequence ? a.number < b.number : a.sequence < b.sequence
    }
}

extension Migration {
    fileprivate var numberInSequence: NumberInSequence {
        NumberInSequence(sequence: sequence, number: position.number)
    }
}
