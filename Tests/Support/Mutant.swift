/// A small fault, made on purpose to see which tests notice it. In one build with many of them, each is asleep until
/// it is named.
package struct Mutant: Hashable, Sendable {
    /// A text of the sources, and the one in its place, in which `PLANTED` says whether this fault is awake.
    package struct Place: Hashable, Sendable {
        package var path: String
        package var old: String
        package var new: String
    }

    /// The name of the fault: that of its file.
    package var name: String
    /// The fault in one sentence.
    package var fault: String
    /// The words for `swift test --filter`: the tests that must notice it.
    package var tests: [String]
    package var places: [Place]

    package struct Unusable: Error, CustomStringConvertible {
        package let description: String

        package init(_ description: String) { self.description = description }
    }

    private enum Block { case old, new }

    /// Reads a file of Tests/Mutants.
    package init(named name: String, _ text: String) throws(Unusable) {
        self.name = name
        (fault, tests, places) = ("", [], [])
        var block: Block?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            switch (block, line) {
            case (nil, "--- old ---") where !places.isEmpty: block = .old
            case (.old?, "--- new ---"): block = .new
            case (.new?, "---"): block = nil
            case (.old?, _): places[places.count - 1].old += "\(line)\n"
            case (.new?, _): places[places.count - 1].new += "\(line)\n"
            case (nil, _) where line.hasPrefix("# "): fault += (fault.isEmpty ? "" : " ") + String(line.dropFirst(2))
            case (nil, _) where line.hasPrefix("tests: "): tests.append(String(line.dropFirst(7)))
            case (nil, _) where line.hasPrefix("file: "):
                places.append(Place(path: String(line.dropFirst(6)), old: "", new: ""))
            case (nil, ""): break
            default: throw Unusable("\(name): nobody knows what this line means: \(line)")
            }
        }
        guard block == nil, !fault.isEmpty, !tests.isEmpty, !places.isEmpty, places.allSatisfy(\.isWhole) else {
            throw Unusable(
                "\(name): it needs a sentence, tests:, file:, and an old and a new text with PLANTED in it"
            )
        }
    }

    /// The text of a file with the fault in it, asleep.
    package func planted(in text: String, of path: String) throws(Unusable) -> String {
        var text = text
        for place in places where place.path == path {
            let found = text.ranges(of: place.old)
            guard found.count == 1, let range = found.first else {
                throw Unusable(
                    "\(name): its old text is \(found.count) times in \(path), "
                        + (found.isEmpty ? "it was moved or changed" : "it must be told apart")
                        + ": mend Tests/Mutants/\(name).mutant")
            }
            let new = place.new.replacing("PLANTED", with: "PlantedFault.isAwake(\"\(name)\")")
            text.replaceSubrange(range, with: new)
        }
        return text
    }

    /// The variable that names the fault that is awake. Programs that a test starts inherit it.
    package static let variable = "PLANTED_FAULT"

    /// The file that the sources with faults in them need besides.
    package static let `switch` = (
        path: "Sources/TreeGuard/Base/PlantedFault.swift",
        text: """
        import Glibc

        package enum PlantedFault {
            private static let name = getenv("\(variable)").map { String(cString: $0) }

            @inline(never) package static func isAwake(_ name: String) -> Bool { self.name == name }
        }

        """
    )
}

extension Mutant.Place {
    fileprivate var isWhole: Bool { !old.isEmpty && new.contains("PLANTED") && old != new }
}
