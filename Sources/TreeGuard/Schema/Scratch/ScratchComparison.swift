import TreeGuardBase

/// Compares on a scratch server of the same version what text alone cannot. The server creates the object from the file
/// and from production's DDL, and prints both in its own spelling.
///
/// One print is not stable: an object that is created from its print may be printed a little differently. So each side
/// is printed, created from its print, and printed again. If any of these prints match, the objects are equal.
package struct ScratchComparison: Sendable {
    /// One object, created from the file's statement and from production's DDL.
    private struct Trial: Sendable {
        var sighting: Key
        var claim: Effect.Claim
        var found: ObjectDefinition
        var parts: [String]
        var place: ScratchObject
        var source: ScratchSource
        var text: String
        /// Production's DDL of the object.
        var original: String

        /// True if the server chose the name: then another object may be the one that the file means.
        var isUnnamed: Bool {
            switch claim.definition {
            case .constraint(_, isNamed: false), .index(_, isNamed: false): true
            default: false
            }
        }
    }

    /// One state of one object that text alone could not compare.
    private struct Key: Hashable, Sendable {
        var claim: Effect.Claim
        var parts: [String]

        init?(_ sighting: Sighting) {
            guard let claim = sighting.claim, case .holdsUncompared(let parts) = sighting.status else { return nil }
            (self.claim, self.parts) = (claim, parts)
        }
    }

    private let trials: [Trial]
    private let surroundings: ScratchSurroundings
    private let searchPath: [String]
    private let read: ReadStatements

    /// - Parameters:
    ///   - answers: production's answers, from which the catalog was read.
    ///   - sources: the statements of the migrations to run, in order.
    package init(
        at sightings: [Sighting], _ catalog: Catalog, _ answers: [Answer],
        sources: @autoclosure () -> [ScratchSource],
        read: @escaping ReadStatements
    ) {
        self.read = read
        searchPath = catalog.searchPath
        let doubtful = Array(Set(sightings.compactMap { Key($0) }))
        let sources = doubtful.isEmpty ? [] : sources()
        let rows = doubtful.isEmpty ? [] : answers.flatMap(\.rows)
        trials = doubtful.compactMap { ScratchComparison.trial($0, catalog, rows, sources) }
        surroundings = ScratchSurroundings(trials.isEmpty ? [] : answers, catalog, read: read)
    }

    /// True if a scratch server could tell more.
    package var isWorthwhile: Bool { !trials.isEmpty }

    private static func trial(
        _ doubt: Key, _ catalog: Catalog, _ rows: [[String?]], _ sources: [ScratchSource]
    ) -> Trial? {
        let claim = doubt.claim
        guard let definition = claim.definition, let found = catalog.objects[claim.identity],
            let place = catalog.place(of: claim.identity, found)
        else { return nil }
        let originals = rows.filter { Array($0.prefix(4)) == place.row }
        guard originals.count == 1, let row = originals.first, row.count > 4, let original = row[4] else { return nil }
        for source in sources where source.says(definition, of: claim.identity, in: doubt.parts) {
            guard let text = source.runnable else { continue }
            return Trial(
                sighting: doubt, claim: claim, found: found, parts: doubt.parts, place: place, source: source,
                text: text, original: original)
        }
        return nil
    }

    /// The questions to run on an empty database, in one transaction that is rolled back.
    package var questions: [Question] {
        ScratchScript.preparations(searchPath)
            + [Question("SELECT pg_temp.build($1)", [arrayLiteral(inOrder: surroundings.ddl)])]
            + trials.map { trial in
                ScratchScript.question(
                    trial.place, path: trial.source.searchPath ?? searchPath,
                    removal: trial.place.removal(before: trial.source.statement),
                    text: trial.text, original: trial.original)
            }
    }

    /// The observations after the answers to `questions`. A sighting without an answer stays unchanged.
    package func settled(_ observations: [Observation], by answers: [Answer]) -> [Observation] {
        let answers = answers.suffix(trials.count)
        var settled: [Key: Observation.Status] = [:]
        for (trial, answer) in zip(trials, answers) { settled[trial.sighting] = status(trial, answer) }
        return observations.map { observation in
            var observation = observation
            for index in observation.sightings.indices {
                guard let key = Key(observation.sightings[index]), let status = settled[key] else { continue }
                observation.sightings[index].status = status
            }
            return observation
        }
    }

    /// nil where nothing is known.
    private func status(_ trial: Trial, _ answer: Answer) -> Observation.Status? {
        let row = answer.rows.first ?? []
        let expected = row.prefix(2).compactMap { $0 }.compactMap { definition($0, of: trial) }
        let found = [trial.found] + row.dropFirst(2).compactMap { $0 }.compactMap { definition($0, of: trial) }
        // Both sides must have been created; otherwise nothing is known.
        guard expected.count == 2, found.count == 2 else { return nil }
        let comparison = DefinitionComparison(searchPath: searchPath)
        let matches = expected.flatMap { a in found.map { comparison.match(a, $0) } }
        var differences: [String] = []
        var uncompared: [String] = []
        for part in trial.parts {
            if matches.contains(where: { $0.agrees(on: part) }) { continue }
            if matches.allSatisfy({ $0.isApart(in: part) }), isCertain(trial, row) {
                differences.append("\(part) differs")
            } else {
                uncompared.append(part)
            }
        }
        if !differences.isEmpty { return .differs(differences) }
        return uncompared.isEmpty ? .holds : .holdsUncompared(uncompared)
    }

    /// The object in the server's spelling, read in the same way as production's.
    private func definition(_ ddl: String, of trial: Trial) -> ObjectDefinition? {
        let catalog = Catalog([Answer(rows: [trial.place.row + [ddl, nil]])], read: read)
        return catalog.objects[trial.claim.identity]
            ?? (catalog.objects.count == 1 ? catalog.objects.first?.value : nil)
    }

    /// True if a different spelling proves a different meaning. It does not if the print depends on the time, the
    /// session or later columns, or if the file may mean an object of another name.
    private func isCertain(_ trial: Trial, _ row: [String?]) -> Bool {
        if trial.isUnnamed { return false }
        let written = ([trial.text] + row.compactMap(\.self)).joined(separator: "\n").lowercased()
        let ofTheMoment = [
            "'now'", "'today'", "'tomorrow'", "'yesterday'", "'::timestamp with time zone", "'::time with time zone",
        ]
        if ofTheMoment.contains(where: written.contains) { return false }
        guard ["relation", "routine"].contains(trial.place.kind) else { return true }
        if QueryNames.differInAliasesOnly(row[1] ?? "", row[2] ?? "") { return false }
        return !trial.text.mayReadLaterColumns
    }
}

extension Catalog {
    /// The place of the object; the checks of a domain are created with the domain.
    fileprivate func place(of identity: ObjectIdentity, _ found: ObjectDefinition) -> ScratchObject? {
        if case .constraint(let owner, _) = identity, let domain = objects[.type(owner)], case .domain = domain {
            return ScratchObject(.type(owner), domain)
        }
        return ScratchObject(identity, found)
    }
}

extension Match {
    /// True if the match says nothing against this part.
    fileprivate func agrees(on part: String) -> Bool {
        !uncompared.contains(part) && !differences.contains { $0.contains(part) || $0.hasPrefix("is a") }
    }

    fileprivate func isApart(in part: String) -> Bool {
        uncompared.contains(part) || differences.contains("\(part) differs")
    }
}

extension ScratchSource {
    /// True if this statement alone sets these parts of the object: no earlier statement and no later rename does.
    fileprivate func says(_ definition: ObjectDefinition, of identity: ObjectIdentity, in parts: [String]) -> Bool {
        let wanted = identity.withoutSchemas
        return statement.effects.contains { step in
            switch step.action {
            case .create(let own, let said), .alter(let own, let said):
                guard own.withoutSchemas == wanted else { return false }
                let match = DefinitionComparison().match(definition.withoutSchemas, said.withoutSchemas)
                return parts.allSatisfy { match.agrees(on: $0) }
            case .drop, .rename, .takeColumns: return false
            }
        }
    }
}

extension ObjectIdentity {
    fileprivate var withoutSchemas: ObjectIdentity { mappingNames { ObjectName($1.name) } }
}

extension ObjectDefinition {
    fileprivate var withoutSchemas: ObjectDefinition { mappingNames { ObjectName($1.name) } }
}
