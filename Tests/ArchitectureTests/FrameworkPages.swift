import TestSupport
import Testing
import TreeGuardMigrations
import TreeGuardSystem

/// A framework that is supported is shown and explained.
@Suite struct FrameworkPages {
    static let ids = Frameworks.all.filter(\.isSupported).map(\.id)

    @Test(arguments: ids)
    func everySupportedFrameworkHasAPage(id: String) throws {
        let page = try ProjectFolder.text(of: "docs/frameworks/\(id).md")
        for heading in ["## How it is recognised", "## How applied is known"] { #expect(page.contains(heading)) }
        #expect(page.contains("(`\(id)`)"))
    }

    @Test(arguments: ids)
    func everySupportedFrameworkHasATree(id: String) throws {
        #expect(
            try !ProjectFolder.files(below: "Tests/RoomTests/Fixtures/Frameworks/\(id)", endingIn: "expected.txt")
                .isEmpty)
    }

    @Test func everyPageHasAFramework() throws {
        for file in try ProjectFolder.files(below: "docs/frameworks", endingIn: ".md") {
            let id = file.split(separator: "/").last?.dropLast(3).description ?? ""
            #expect(Frameworks.all.contains { $0.id == id }, "\(file)")
        }
    }
}
