import TestSupport
import Testing

/// The faults of Tests/Mutants: that each can be planted, and that the tests that are to notice it are there. Whether they
/// do, `make mutants` says.
@Suite struct MutantList {
    @Test(arguments: try Mutant.names())
    func canBePlanted(name: String) throws {
        let mutant = try Mutant(named: name)
        for place in mutant.places {
            #expect(place.path.hasPrefix("Sources/"), "\(place.path)")
            let text = try ProjectFolder.text(of: place.path)
            #expect(try mutant.planted(in: text, of: place.path).contains("PlantedFault.isAwake(\"\(name)\")"))
        }
    }

    /// They are planted one after the other into one copy.
    @Test func doNotStandInEachOthersWay() throws {
        let mutants = try Mutant.names().map { try Mutant(named: $0) }
        for path in Set(mutants.flatMap(\.places).map(\.path)) {
            let text = try ProjectFolder.text(of: path)
            _ = try mutants.reduce(text) { try $1.planted(in: $0, of: path) }
        }
    }

    @Test(arguments: try Mutant.names())
    func namesTestsThatExist(name: String) throws {
        let declared = try SourceFile.all(below: "Tests").flatMap(\.declarations)
        for filter in try Mutant(named: name).tests {
            let words = filter.split(separator: "/").map(String.init)
            #expect(words.count <= 2 && words.first.map { declared.contains("struct \($0)") } == true, "\(filter)")
            guard words.count == 2, let test = words.last else { continue }
            #expect(declared.contains { $0.hasPrefix("func \(test)") }, "\(filter)")
        }
    }

    /// No trace of them is in what is built for others.
    @Test func areNowhereInTheProduct() throws {
        for file in try SourceFile.all(below: "Sources") {
            #expect(!file.lines.contains { $0.contains("PlantedFault") || $0.contains("PLANTED") }, "\(file.path)")
        }
    }

    private static let text = """
        # Two and two are
        # five.
        tests: Sums/twoAndTwo
        file: Sources/Sum.swift
        --- old ---
            a + b
        --- new ---
            PLANTED ? 5 : a + b
        ---

        """

    @Test func theFaultSleepsUntilItIsNamed() throws {
        let mutant = try Mutant(named: "sum", Self.text)
        #expect(mutant.fault == "Two and two are five.")
        #expect(mutant.tests == ["Sums/twoAndTwo"])
        let text = "func sum() {\n    a + b\n}\n"
        let planted = "func sum() {\n    PlantedFault.isAwake(\"sum\") ? 5 : a + b\n}\n"
        #expect(try mutant.planted(in: text, of: "Sources/Sum.swift") == planted)
        #expect(try mutant.planted(in: text, of: "Sources/Other.swift") == text)
    }

    @Test(arguments: [("", "it was moved or changed"), ("    a + b\n    a + b\n", "it must be told apart")])
    func aTextThatIsNotThereOnceIsSaid(text: String, why: String) throws {
        let mutant = try Mutant(named: "sum", Self.text)
        let unusable = #expect(throws: Mutant.Unusable.self) {
            try mutant.planted(in: text, of: "Sources/Sum.swift")
        }
        #expect(unusable?.description.contains(why) == true)
        #expect(unusable?.description.hasSuffix("mend Tests/Mutants/sum.mutant") == true)
    }

    @Test(arguments: [
        ("# Two and two", "Two"), ("tests: Sums/twoAndTwo", ""), ("file: Sources/Sum.swift\n", ""),
        ("PLANTED ? 5 : ", ""), ("--- new ---", "--- next ---"), ("tests:", "test:"), ("\n---\n", "\n"),
    ])
    func aFileThatIsNotWholeIsRefused(part: String, other: String) throws {
        let text = Self.text.replacing(part, with: other)
        #expect(throws: Mutant.Unusable.self, "\(text)") { try Mutant(named: "sum", text) }
    }
}

extension SourceFile {
    /// "struct Name" and "func name(...)" of each line that declares one.
    fileprivate var declarations: [String] {
        code.compactMap { line in
            let start = ["struct ", "func "].compactMap { line.text.firstRange(of: $0)?.lowerBound }.min()
            guard let start else { return nil }
            let text = line.text[start...]
            return text.hasPrefix("struct ") ? String(text.prefix { $0 != ":" && $0 != "{" }).trimmed : String(text)
        }
    }
}

extension String {
    fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
