import TreeGuardSchema

extension Rollback {
    /// Generates the statements that undo a file's, from its end to its beginning; none if a single one cannot be
    /// undone.
    ///
    /// - Parameter before: the schema before the file ran
    package static func reversing(_ instructions: [Instruction], knowing before: PriorSchema) -> Rollback {
        var reversing = RollbackSearch(before: before)
        for instruction in instructions { reversing.take(instruction) }
        return reversing.result
    }
}

/// Reads a file in its order, and collects the statements that undo each statement.
struct RollbackSearch {
    /// The schema before the current statement.
    private(set) var before: PriorSchema
    /// The objects that the file itself created: dropping one drops everything that belongs to it.
    private(set) var made: Set<ObjectIdentity> = []
    private var entries: [Entry] = []
    private var reasons: [String] = []
    private var searchPath: [String]?
    /// True if the file changes a name: then every reverse statement must stay at its position.
    private(set) var isRenaming = false
    /// The current instruction, and its line.
    private(set) var words = StatementWords("")
    private(set) var line = 0

    /// The statements that undo one step, and the object that the step created.
    private struct Entry {
        var made: ObjectIdentity?
        var reversals: [ReverseStatement]
        var searchPath: [String]?
    }

    init(before: PriorSchema) { self.before = before }

    mutating func take(_ instruction: Instruction) {
        words = StatementWords(instruction.text, limit: 10_000)
        line = instruction.range?.line ?? 0
        for statement in instruction.statements {
            take(statement, isConditional: false, isConcurrent: instruction.execution.isConcurrent)
        }
        before.learn(instruction)
    }

    /// The rollback. Statements that run outside a transaction come first, so that the rest is one transaction: an
    /// interrupted rollback can be run again.
    var result: Rollback {
        guard reasons.isEmpty else { return .none(because: reasons) }
        let ordered = entries.reversed().filter { !$0.reversals.isEmpty }
        let alone = ordered.filter { $0.reversals.allSatisfy(\.isAlone) }
        let rest = ordered.filter { !$0.reversals.allSatisfy(\.isAlone) }
        var reversals: [ReverseStatement] = []
        var path: [String]?
        for entry in alone + rest {
            if entry.searchPath != path {
                path = entry.searchPath
                let names = (path ?? []).map { $0.isEmpty ? "''" : sqlName($0) }.joined(separator: ", ")
                reversals.append(
                    ReverseStatement(path == nil ? "RESET search_path" : "SET search_path = \(names)", line: 0))
            }
            reversals += entry.reversals
        }
        return .generated(reversals)
    }

    // MARK: Kinds of statements

    mutating func take(_ statement: Statement, isConditional: Bool, isConcurrent: Bool) {
        switch statement.kind {
        case .transaction, .setting, .withoutEffect: break
        case .setSearchPath(let path): searchPath = path.isEmpty ? nil : path
        case .block(let inner):
            for guarded in inner {
                take(guarded.statement, isConditional: isConditional || guarded.isConditional, isConcurrent: false)
            }
        case .data(let command): takeData(command)
        case .doBlock: refuse("DO runs code, and what it did is not known")
        case .unverifiable(let command): refuse("how \(command) is undone is not known")
        case .unanalysable: refuse("it could not be read")
        case .createIndex(let create): take(create, isConditional, isConcurrent)
        case .comment(let object, _): takeComment(on: object)
        case .drop(let drop): take(drop)
        case .rename(let rename): take(rename)
        case .setSchema(let object, let schema): takeMove(of: object, to: schema)
        case .alterTable(let alter): take(alter)
        case .alterDomain(let alter): take(alter)
        case .declare(let declaration): take(declaration)
        case .addEnumValue(let type, let value, _, _, let ifNotExists):
            takeEnumValue(value, of: type, isConditional || ifNotExists)
        case .createSchema, .createTable, .createRoutine, .createTrigger, .createSequence, .createView, .createEnum,
            .createComposite, .createRange, .createDomain, .createExtension:
            takeCreation(statement.kind, isConditional)
        }
    }

    /// True if it is dropped with an object that the file created.
    func goes(_ identity: ObjectIdentity) -> Bool {
        let object = before.object(identity)
        var next: ObjectIdentity? = object
        while let part = next {
            if made.contains(part) { return true }
            next = part.owner
        }
        // A column of a composite type, for example.
        return object.owner?.schemaName.map { made.contains(.type($0)) } ?? false
    }

    /// Records that the statement created an object, and the statement that drops it.
    mutating func make(
        _ identity: ObjectIdentity, _ isConditional: Bool, by drop: String,
        isAlone: Bool = false
    ) {
        let goes = goes(identity)
        if isConditional, !goes {
            switch before.had(identity) {
            case true: return
            case false: break
            default: return refuse("whether it made \(named(identity)), or found it there, is not known")
            }
        }
        let object = before.place(of: identity)
        made.insert(object)
        entries.append(
            Entry(
                made: object, reversals: goes ? [] : [ReverseStatement(drop, line: line, isAlone: isAlone)],
                searchPath: searchPath))
    }

    /// Records the statements that undo a change; none if the object is dropped with one that the file created.
    mutating func undo(_ identity: ObjectIdentity, by texts: [String], isAlone: Bool = false) {
        guard !goes(identity) else { return }
        entries.append(
            Entry(reversals: texts.map { ReverseStatement($0, line: line, isAlone: isAlone) }, searchPath: searchPath))
    }

    /// Records them also for an object that the file created: the names in earlier statements depend on it.
    mutating func undoAlways(by texts: [String]) {
        isRenaming = true
        entries.append(Entry(reversals: texts.map { ReverseStatement($0, line: line) }, searchPath: searchPath))
    }

    mutating func alsoMade(_ identity: ObjectIdentity) { made.insert(before.place(of: identity)) }

    /// Handles a DROP of an object that the file created: nothing is left to undo.
    mutating func unmake(_ identity: ObjectIdentity) {
        let object = before.object(identity)
        if let index = entries.firstIndex(where: { $0.made == object }) {
            entries.remove(at: index)
        } else if made.contains(object) {
            refuse("\(named(identity)) is renamed and dropped within the file")
        }
        made.remove(object)
    }

    mutating func refuse(_ why: String) {
        let start = words.words.prefix(3).joined(separator: " ")
        reasons.append("line \(line): \(start): \(why)")
    }

    /// The object for people: "index i".
    func named(_ identity: ObjectIdentity) -> String {
        let words = identity.words(before.definition(of: identity))
        return "\(words.kind) \(words.name)" + (words.table.map { " on \($0)" } ?? "")
    }
}
