import TreeGuardBase

/// One SQL file with its name taken apart.
struct PlainFile {
    let file: Folder.File
    let name: PlainName
    let place: PlainPlace

    init(_ file: Folder.File, _ places: inout PlainPlaces) {
        self.file = file
        name = PlainName(stem: file.stem)
        place = places[of: file]
    }

    var sequence: RepositoryPath { place.sequence }
    var isDown: Bool { name.direction == .down || place.holdsRollbacks }

    /// True if only another file of its number can tell which way it goes.
    var isDownIfPaired: Bool {
        if case .downIfPaired = name.direction { true } else { false }
    }

    /// Folder and number: files that share it may belong together.
    var numberInFolder: Position {
        Position(numbers: name.numbers, suffix: name.suffix, name: sequence.text)
    }

    func migration(framework: String, down: RepositoryPath?) -> Migration {
        Migration(
            path: file.path, identity: .init(framework: framework, key: name.key), version: name.version,
            name: name.name, sequence: sequence, position: name.position, content: file.content, down: down,
            notes: name.isNumbered ? [] : [.orderIsAGuess])
    }

    /// True if a word at the end (`_rollback`, `_down`) means that the file undoes one of those beside it.
    func isDownOf(anyOf others: [PlainFile]) -> Bool {
        guard case .downIfPaired(let base) = name.direction else { return false }
        return others.contains { other in
            guard other.file.path != file.path, !other.isDownIfPaired else { return false }
            return isNameless(base) || other.name.name == base || other.name.name == base + "_up"
                || other.name.name == base + "-up"
        }
    }

    /// `106_rollback`: the number is all that the name says.
    private func isNameless(_ base: String) -> Bool { name.isNumbered && base.isEmpty }
}

/// The migrations of a folder by number and by name, for the files that undo one of them.
struct PlainCounterparts {
    private let byNumber: [Position: [PlainFile]]
    private let byName: [String: [PlainFile]]

    init(_ candidates: [PlainFile]) {
        byNumber = Dictionary(grouping: candidates.lazy.filter(\.name.isNumbered), by: \.name.position.number)
        byName = Dictionary(grouping: candidates, by: \.name.name)
    }

    /// The migration that the file undoes: beside it, or beside its folder.
    func counterpart(of down: PlainFile) -> PlainFile? {
        let alike = down.name.isNumbered ? byNumber[down.name.position.number] : byName[down.name.name]
        let near = (alike ?? []).filter { $0.isNear(down) }
        let namesake = near.filter { $0.name.name == down.name.name }
        return namesake.first { $0.sequence == down.sequence } ?? namesake.first
            ?? near.first { $0.sequence == down.sequence } ?? near.first
    }
}

extension PlainFile {
    /// True if it lies beside the other file, beside that one's folder, or in a folder beside either.
    fileprivate func isNear(_ other: PlainFile) -> Bool {
        let around = [other.sequence, other.sequence.folder]
        return around.contains(sequence) || around.contains(sequence.folder)
    }
}
