import TreeGuardBase
import TreeGuardMigrations

/// A first `.treeguard`, made from the findings in a repository.
package struct TeamFileDraft: Sendable, Hashable {
    package static let path = ".treeguard"

    package var branch: String
    /// The folders, each with its detected framework.
    package var folders: [Folder]
    package var environments: [Environment]

    package struct Folder: Sendable, Hashable, Comparable {
        package var path: String
        package var framework: String

        package init(path: String, framework: String) {
            self.path = path
            self.framework = framework
        }

        package static func < (a: Folder, b: Folder) -> Bool { a.path < b.path }
    }

    package struct Environment: Sendable, Hashable {
        package var name: String
        package var isRequired: Bool
        /// The source of the address: `env:NAME`, `dotenv:FILE#NAME`; never an address.
        package var source: EnvironmentSource?

        package init(name: String, isRequired: Bool, source: EnvironmentSource?) {
            self.name = name
            self.isRequired = isRequired
            self.source = source
        }
    }

    package init(branch: String, folders: [Folder], environments: [Environment]) {
        self.branch = branch
        self.folders = folders
        self.environments = environments
    }

    package var text: String {
        var blocks = [
            """
            # What TreeGuard guards, and where production is. It counts as it stands on the protected branch.
            [guard]
            \tprotect = \(quoted(branch))
            """
        ]
        if !folders.isEmpty {
            // Only a person can say that the files are run by hand: then no tool's ledger stops them.
            let sections = folders.sorted().map { folder in
                let word = folder.framework == PlainSQL().id ? "; framework" : "framework"
                return "[migrations \(subsection(folder.path))]\n\t\(word) = \(folder.framework)"
            }
            blocks.append(
                "# Found here. plain: run by hand. none: left alone by TreeGuard.\n"
                    + sections.joined(separator: "\n"))
        }
        for environment in environments {
            var lines = ["[environment \(subsection(environment.name))]"]
            if environment.isRequired { lines.append("\trequired = true") }
            if let source = environment.source {
                lines.append("\turl = \(quoted(source.description))")
            } else {
                lines.insert(
                    "# Nobody says yet where it is: env:NAME, dotenv:FILE#NAME, service:NAME or command:..., "
                        + "never a password.", at: 0)
                lines.append("\t; url = env:\(environment.name.uppercased())_DATABASE_URL")
            }
            blocks.append(lines.joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// The content for people, on one line.
    package var summary: String {
        let found = folders.isEmpty ? "no migrations found yet" : counted
        let places = environments.map { $0.name + ($0.source.map { " by \($0.description)" } ?? " still to be named") }
        return (["guards \(Escaped(branch))", found] + places).joined(separator: "; ")
    }

    private var counted: String {
        folders.count > 2
            ? "\(folders.count) folders of migrations"
            : folders.sorted().map { "\(Escaped($0.path)) (\($0.framework))" }.joined(separator: ", ")
    }

    /// The value, quoted as git's configuration needs it.
    private func quoted(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-_./:".utf8.contains($0) }
        return isPlain ? value : subsection(value)
    }

    private func subsection(_ name: String) -> String {
        "\"" + name.reduce(into: "") { $0 += $1 == "\\" || $1 == "\"" ? "\\\($1)" : "\($1)" } + "\""
    }
}

extension EnvironmentSource {
    /// Reads the origin of an address in `ConnectionSearch`'s words: "DATABASE_URL in .env", "PRODUCTION_URL".
    package init?(origin: String) {
        let words = origin.split(separator: " ", omittingEmptySubsequences: false)
        if let place = words.firstIndex(of: "in"), place > 0 {
            let file = words[(place + 1)...].joined(separator: " ")
            self = .dotenv(file: file, name: place == 1 ? String(words[0]) : nil)
        } else if ShellParser.isName(origin) {
            self = .variable(origin)
        } else {
            return nil
        }
    }
}
