import TreeGuardSQL
import TreeGuardSchema

/// docs/evidence.md: what is looked for after each kind of statement, found by folding an example of it.
enum EvidencePage {
    static var markdown: String {
        var lines = [
            "# What \"verified\" means", "",
            "For each statement of a migration, what production's catalog is asked for afterwards. This page is written by",
            "the program from one example of each kind, by the code that folds migrations.", "",
            "- **compared**: what must be as the migration says. *As text* means: equal, or said to be not compared, because",
            "  the server may spell the same thing otherwise.",
            "- **not verified**: what no catalog shows, or what nobody may ask for. It is counted, and never proof of anything:",
            "  beside what merely holds (an extension, a privilege, IF EXISTS) it leaves the file unknown, beside a proof it is covered.",
            "- Privileges on all objects of a schema, what IMPORT FOREIGN SCHEMA brings and where a sequence restarts depend on what was",
            "  there when the statement ran: they are counted. Operator families, languages and casts are looked for by name, with what the",
            "  table says; the operators and functions inside a class or family, and ALTER OPERATOR, are counted.",
            "- Of what the role may not see or a newer server prints in words that the parser does not know, only the existence",
            "  is told: `present, definition not compared`.",
            "- How often the answers are right on real migrations is in [evidence-measured.md](evidence-measured.md).",
        ]
        for family in EvidenceExample.families {
            lines += [
                "", "## \(family.name)", "", "| statement | looked for | compared | not verified |",
                "|---|---|---|---|",
            ]
            lines += family.examples.map(row)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ example: String) -> String {
        let script = Script(SQL.statements(in: example))
        let steps = script.steps.map { step -> (String, [String]) in
            switch step.action {
            case .create(let identity, let definition), .alter(let identity, let definition):
                (identity.kindWords(definition) + " is there", definition.comparedParts)
            case .drop(let identity): (identity.kindWords(nil) + " is gone", [])
            case .takeColumns(_, let origin): (origin.words, origin.comparedParts)
            case .rename(let old, _): (old.kindWords(nil) + " is there under its new name, and not under the old", [])
            }
        }
        let looked = unique(steps.map(\.0))
        let unverified = unique(script.unverified.map(\.what) + script.unanalysable.map(\.what))
        let nothing = script.unverified.isEmpty ? "nothing: it leaves no trace" : "nothing"
        let cells = [
            "`\(example)`", looked.isEmpty ? nothing : looked.joined(separator: "; "),
            unique(steps.flatMap(\.1)).joined(separator: ", "), unverified.joined(separator: "; "),
        ]
        return "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    private static func escaped(_ cell: String) -> String {
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
