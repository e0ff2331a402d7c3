import TestSupport
import Testing
import TreeGuardSchema

/// The server's own description of what a file made is found equal to the file, and to no file that says otherwise.
@Suite struct Comparing {
    @Test(arguments: DescribedGroup.all)
    func whatAFileMadeIsFoundAndNothingElse(group: DescribedGroup) throws {
        let database = try TemporaryDatabase()
        let files = group.cases.enumerated().map { inSchema("c\($0)", $1.ddl) }
        try database.execute(describedPreamble + files.enumerated().map { applying("c\($0)", $1) }.joined())
        let mutants = group.cases.enumerated().map { number, described in
            described.mutants.map { inSchema("c\(number)", $0) }
        }
        let found = try DescribedDatabase(database, about: files + mutants.joined())
        for (number, described) in group.cases.enumerated() {
            let evidence = found.evidence(for: files[number])
            #expect(
                evidence.allHolds && evidence.uncompared == described.uncompared,
                "\(described.ddl)\n\(evidence.complaints)")
            for (mutant, mutation) in zip(mutants[number], described.mutations) {
                let evidence = found.evidence(for: mutant)
                let isTold = !evidence.allHolds
                #expect(
                    isTold || (described.untold.contains(mutation.1) && !evidence.uncompared.isEmpty),
                    "taken for \(described.ddl):\n\(mutant)\n\(evidence.complaints)")
                // So that the list of what cannot be told can only shrink.
                #expect(!(isTold && described.untold.contains(mutation.1)), "can be told by now: \(mutation.1)")
            }
        }
    }

    /// The other way round: every mutation that the server takes is in production, and the file is not.
    @Test(arguments: DescribedGroup.all)
    func whatAnotherFileMadeIsTakenForThatOneAlone(group: DescribedGroup) throws {
        let database = try TemporaryDatabase()
        let pairs = group.cases.flatMap { described in
            zip(described.mutants, described.mutations).map { (described: described, mutant: $0, mutation: $1.1) }
        }
        let mutants = pairs.enumerated().map { inSchema("m\($0)", $1.mutant) }
        let originals = pairs.enumerated().map { inSchema("m\($0)", $1.described.ddl) }
        try database.execute(
            describedPreamble + mutants.enumerated().map { applying("m\($0)", $1, isOptional: true) }.joined())
        let found = try DescribedDatabase(database, about: mutants + originals)
        for number in pairs.indices where found.catalog.objects[.schema("m\(number)")] != nil {
            let own = found.evidence(for: mutants[number])
            #expect(own.allHolds, "\(mutants[number])\n\(own.complaints)")
            let other = found.evidence(for: originals[number])
            let isTold = !other.allHolds || !other.uncompared.isEmpty
            #expect(
                isTold != pairs[number].described.wider.contains(pairs[number].mutation),
                "in production:\n\(mutants[number])\nthe file:\n\(originals[number])")
        }
    }

    private func inSchema(_ schema: String, _ ddl: String) -> String { "SET search_path = \(schema), public;\n" + ddl }

    /// One after the other in one session; an optional one may fail.
    private func applying(_ schema: String, _ file: String, isOptional: Bool = false) -> String {
        let file = "CREATE SCHEMA \(schema);\n" + file
        guard isOptional else { return file + ";\nRESET search_path;\n" }
        return """
            DO $optional$ BEGIN EXECUTE $file$\(file)$file$;
            EXCEPTION WHEN OTHERS THEN NULL; END $optional$;
            RESET search_path;

            """
    }
}

struct DescribedGroup: Sendable, CustomTestStringConvertible {
    let name: String
    let cases: [Described]
    init(_ name: String, _ cases: [Described]) { (self.name, self.cases) = (name, cases) }
    var testDescription: String { name }

    static let all = [
        DescribedGroup("types", describedTypes), DescribedGroup("defaults", describedDefaults),
        DescribedGroup("checks", describedChecks), DescribedGroup("indexes", describedIndexes),
        DescribedGroup("constraints", describedConstraints), DescribedGroup("columns", describedColumns),
        DescribedGroup("routines", describedRoutines), DescribedGroup("triggers", describedTriggers),
        DescribedGroup("others", describedOthers),
    ]
}

let describedPreamble = """
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE DOMAIN email AS text CHECK (VALUE ~ '@');
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE FUNCTION grade(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
    CREATE SEQUENCE numbers; CREATE SEQUENCE others;
    CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE, a integer, b integer, UNIQUE (a, b));
    CREATE EXTENSION btree_gist;

    """
