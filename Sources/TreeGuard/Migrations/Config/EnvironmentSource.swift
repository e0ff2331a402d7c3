import TreeGuardBase

/// The source of a database's address.
package enum EnvironmentSource: Hashable, Sendable {
    /// A variable: `env:NAME`.
    case variable(String)
    /// An env file: `dotenv:FILE` or `dotenv:FILE#NAME`.
    case dotenv(file: String, name: String?)
    /// A section of libpq's service file: `service:NAME`.
    case service(String)
    /// A command that prints the address: `command:COMMAND`.
    case command(String)
    /// The address itself.
    case url(Redacted<String>)

    package init?(_ text: String) {
        let scheme = String(decoding: text.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        let rest = String(decoding: text.utf8.dropFirst(scheme.utf8.count + 1), as: UTF8.self)
        switch scheme {
        case "env" where !rest.isEmpty: self = .variable(rest)
        case "service" where !rest.isEmpty: self = .service(rest)
        case "command" where !rest.isEmpty: self = .command(rest)
        case "dotenv" where !rest.isEmpty:
            // The name follows the last `#`, because a file name may contain one.
            if let mark = rest.utf8.lastIndex(of: UInt8(ascii: "#")), mark > rest.startIndex {
                let name = String(decoding: rest.utf8[mark...].dropFirst(), as: UTF8.self)
                self = .dotenv(
                    file: String(decoding: rest.utf8[..<mark], as: UTF8.self), name: name.isEmpty ? nil : name)
            } else {
                self = .dotenv(file: rest, name: nil)
            }
        default:
            guard ConnectionURL.looksLikeAddress(text) else { return nil }
            self = .url(Redacted(text))
        }
    }

    /// The source for messages, without any secret.
    package var description: String {
        switch self {
        case .variable(let name): "env:\(Escaped(name))"
        case .dotenv(let file, let name): "dotenv:\(Escaped(file))" + (name.map { "#\(Escaped($0))" } ?? "")
        case .service(let name): "service:\(Escaped(name))"
        case .command: "a command"
        case .url: "a URL"
        }
    }
}
