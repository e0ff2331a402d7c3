import TreeGuardBase
import TreeGuardSystem

/// Writes every generated page, or only looks whether they are as they would be written.
enum Generating {
    static func run(_ words: [String]) -> ExitCode {
        let terminal = Terminal(environment: ProcessEnvironment.inherited)
        do {
            switch words {
            case ["--write"], []: return try write(terminal)
            case ["--check"]: return try check(terminal)
            default:
                terminal.writeLine("usage: Generate [--write | --check], in the project's root", to: .error)
                return .usage
            }
        } catch {
            terminal.writeLine("error: \(error)", to: .error)
            return .undetermined
        }
    }

    private static func write(_ terminal: Terminal) throws -> ExitCode {
        for page in stalePages() {
            if let slash = page.path.lastIndex(of: "/") { try Files.makeFolder(String(page.path[..<slash])) }
            try Files.write(page.text(), to: page.path)
            terminal.writeLine("wrote \(page.path)")
        }
        return .success
    }

    private static func check(_ terminal: Terminal) throws -> ExitCode {
        let stale = stalePages()
        guard !stale.isEmpty else { return .success }
        for page in stale { terminal.writeLine("\(page.path) is not what the program would write", to: .error) }
        terminal.writeLine("run: make docs", to: .error)
        return .undetermined
    }

    private static func stalePages() -> [GeneratedPage] {
        GeneratedPage.all.filter { (try? Files.read($0.path)) != Array($0.text().utf8) }
    }
}
