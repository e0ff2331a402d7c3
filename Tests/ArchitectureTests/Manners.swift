import TestSupport
import Testing

/// How the code is to be written, as far as a program can tell.
@Suite struct Manners {
    @Test func noFileIsLongerThan400Lines() throws {
        for file in try SourceFile.all(below: "Sources") + SourceFile.all(below: "Tests") {
            #expect(
                file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines: give a part of it its own name")
        }
    }

    /// Each of these ends the program without saying why, or without telling the person what to do.
    @Test(arguments: ["try!", " as! ", "fatalError(", "print(", "exit(", "TODO", "FIXME"])
    func isNotWritten(_ word: String) throws {
        for file in try SourceFile.all(below: "Sources") where !Self.exempt(file.path, word) {
            for line in file.code where line.text.contains(word) && !Self.isOurOwn(word, in: line.text) {
                Issue.record("\(file.path):\(line.number) has \(word)")
            }
        }
    }

    /// The one place that ends the process.
    private static func exempt(_ path: String, _ word: String) -> Bool {
        word == "exit(" && path == "Sources/TreeGuard/System/Processes/ProcessEnvironment+Running.swift"
    }

    /// `session.print(...)` and `ProcessEnvironment.exit(...)` are ours, and so are their declarations.
    private static func isOurOwn(_ word: String, in line: Substring) -> Bool {
        line.contains("session.print(") || line.contains("func print(") || line.contains("ProcessEnvironment.exit(")
            || (word == "print(" && line.contains("_print("))
    }

    /// Ours are `struct`s in files named after what they hold; these names say nothing.
    @Test func fileNamesSayWhatIsInside() throws {
        for file in try SourceFile.all(below: "Sources") {
            for word in ["Util", "Helper", "Manager", "Service", "Impl"] {
                #expect(!file.path.contains(word), "\(file.path)")
            }
        }
    }

    /// A sentence about a thing begins with its name: "The rows that ...", "True if ...".
    @Test func aCommentBeginsWithANounOrAVerb() throws {
        let openings = ["What", "Whether", "That", "Those", "Where", "As"].map { "/// \($0) " }
        for file in try SourceFile.all(below: "Sources") + SourceFile.all(below: "Tests") {
            var isInside = false
            for (index, line) in file.lines.enumerated() {
                let text = line.drop { $0 == " " }
                defer { isInside = text.hasPrefix("///") }
                guard !isInside, openings.contains(where: text.hasPrefix) else { continue }
                Issue.record("\(file.path):\(index + 1) begins with \(text.split(separator: " ")[1])")
            }
        }
    }

    @Test func noTestUsesXCTest() throws {
        for file in try SourceFile.all(below: "Tests") {
            #expect(!file.imports.contains("XCTest"), "\(file.path)")
        }
    }

    /// `[1]` of what is shorter than it should be ends the whole run, and with it every other test's result.
    @Test func noTestReadsPastAnEnd() throws {
        for file in try SourceFile.all(below: "Tests") {
            for line in file.linesOfTests where line.text.contains(#/[\w)\]?]\[\d+\]/#) {
                Issue.record("\(file.path):\(line.number) reads an element by its number: write [at: ...], with try")
            }
        }
    }

    @Test func theLinesOfATestAreFound() {
        let file = SourceFile(
            path: "x",
            lines: [
                "    let before = a[0]", "    @Test(arguments: [1])", "    func name() throws {",
                "        say(\"a[0]\")",
                "        let text = \"\"\"", "            a[0]", "            \"\"\"", "        a[1].next()", "    }",
                "    func after() { a[0] }", "    @Test func short() { a[2] }", "    let last = a[0]",
            ])
        #expect(file.linesOfTests.filter { $0.text.contains("[") }.map(\.number) == [2, 8, 11])
    }

    /// Nothing that is committed may depend on the machine where it was written.
    @Test func noMachineIsNamed() throws {
        let folders = ["/home/", "/root/", "/Users/", "/opt/swift"]
        for file in try SourceFile.all(below: "Sources") {
            for line in file.code {
                #expect(!folders.contains { line.text.contains($0) }, "\(file.path):\(line.number)")
            }
        }
    }
}
