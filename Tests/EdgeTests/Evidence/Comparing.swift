import TestSupport
import Testing
import TreeGuardCore

/// The server's own description of what a file made is found equal to the file, and to no file that says otherwise.
@Suite struct Comparing {
    @Test(arguments: [
        DescribedGroup("types", describedTypes), DescribedGroup("defaults", describedDefaults),
        DescribedGroup("checks", describedChecks), DescribedGroup("indexes", describedIndexes),
        DescribedGroup("constraints", describedConstraints), DescribedGroup("columns", describedColumns),
        DescribedGroup("routines", describedRoutines), DescribedGroup("triggers", describedTriggers),
        DescribedGroup("others", describedOthers),
    ])
    func whatAFileMadeIsFoundAndNothingElse(group: DescribedGroup) throws {
        let database = try TemporaryDatabase()
        let files = group.cases.enumerated().map {
            "CREATE SCHEMA c\($0); SET search_path = c\($0), public;\n" + $1.ddl
        }
        try database.execute(describedPreamble + files.joined(separator: "\n;RESET search_path;\n"))
        let mutants = group.cases.enumerated().map { number, described in
            described.mutants.map { "SET search_path = c\(number), public;\n" + $0 }
        }
        let found = try DescribedDatabase(database, about: files + mutants.joined())
        for (number, described) in group.cases.enumerated() {
            let evidence = found.evidence(for: [files[number]])[0]
            #expect(
                evidence.allHolds && evidence.uncompared == described.uncompared,
                "\(described.ddl)\n\(evidence.complaints)")
            for (mutant, mutation) in zip(mutants[number], described.mutations) {
                let evidence = found.evidence(for: [mutant])[0]
                let isTold = !evidence.allHolds
                #expect(
                    isTold || (described.untold.contains(mutation.1) && !evidence.uncompared.isEmpty),
                    "taken for \(described.ddl):\n\(mutant)\n\(evidence.complaints)")
                // So that the list of what cannot be told can only shrink.
                #expect(!(isTold && described.untold.contains(mutation.1)), "can be told by now: \(mutation.1)")
            }
        }
    }
}

struct DescribedGroup: Sendable, CustomTestStringConvertible {
    let name: String
    let cases: [Described]
    init(_ name: String, _ cases: [Described]) { (self.name, self.cases) = (name, cases) }
    var testDescription: String { name }
}

let describedPreamble = """
    CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); CREATE DOMAIN email AS text CHECK (VALUE ~ '@');
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE FUNCTION grade(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
    CREATE SEQUENCE numbers; CREATE SEQUENCE others;
    CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE, a integer, b integer, UNIQUE (a, b));
    CREATE EXTENSION btree_gist;

    """
