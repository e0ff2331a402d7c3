import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The pages beside the code keep up with it.
@Suite struct Documents {
    @Test func generatedPagesAreFresh() throws {
        let generate = "\(try ProjectFolder.builtPrograms())/Generate"
        let result = Subprocess.run(Command(generate, ["--check"], in: ProjectFolder.path))
        #expect(result.errorText == "")
        #expect(result.end == .exited(0))
    }

    @Test func theChangelogHasAPlaceForWhatComesNext() throws {
        #expect(try ProjectFolder.text(of: "CHANGELOG.md").contains("## Unreleased"))
    }

    @Test(arguments: ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE"])
    func isThere(_ path: String) throws {
        #expect(try !ProjectFolder.text(of: path).isEmpty)
    }

    @Test func linksBetweenPagesLead() throws {
        let pages = try Files.names(in: ProjectFolder.path).filter { $0.hasSuffix(".md") }
        for page in try pages + ProjectFolder.files(below: "docs", endingIn: ".md") {
            let folder = page.split(separator: "/").dropLast().map { "\($0)/" }.joined()
            for match in try ProjectFolder.text(of: page).matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
                #expect(Files.exists(ProjectFolder.path(folder + match.1)), "\(page) points at \(match.1)")
            }
        }
    }

    @Test func decisionsAreNumberedWithoutGaps() throws {
        let names = try Files.names(in: ProjectFolder.path("docs/decisions")).filter { $0.hasSuffix(".md") }
        let numbers = names.compactMap { Int($0.prefix(4)) }
        #expect(numbers == Array(1...max(1, names.count)))
    }
}
