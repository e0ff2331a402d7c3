import Glibc

/// The server's side of PostgreSQL's protocol, as far as a connection that fails needs it.
enum ScriptedServer {
    /// Complains as soon as it is asked for a session.
    static func refusing(_ state: String, _ message: String) -> LoopbackListener {
        LoopbackListener { client in
            greet(client)
            say(error(state, message), to: client)
        }
    }

    /// Lets everyone in and claims to be this version.
    static func claiming(version: String) -> LoopbackListener {
        LoopbackListener { client in
            greet(client)
            say(
                message("R", [0, 0, 0, 0]) + message("S", Array("server_version\0\(version)\0".utf8))
                    + message("Z", [UInt8(ascii: "I")]), to: client)
            linger(client)
        }
    }

    /// Wants the password in the clear, and then puts it into its complaint.
    static func betrayingPassword() -> LoopbackListener {
        LoopbackListener { client in
            greet(client)
            say(message("R", [0, 0, 0, 3]), to: client)
            let answer = hear(client)
            let password = String(decoding: answer.dropFirst(5).dropLast(), as: UTF8.self)
            say(error("28P01", "wrong: \(password), password=\(password)"), to: client)
        }
    }

    /// Accepts, listens, and never says a word.
    static func silent() -> LoopbackListener { LoopbackListener(linger) }

    /// Something else altogether.
    static func web() -> LoopbackListener {
        LoopbackListener { client in
            _ = hear(client)
            say(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8), to: client)
        }
    }

    /// Answers the question for TLS with no, and takes the startup packet.
    private static func greet(_ client: Int32) {
        let sslRequest: [UInt8] = [0, 0, 0, 8, 4, 210, 22, 47]
        if hear(client) == sslRequest {
            say([UInt8(ascii: "N")], to: client)
            _ = hear(client)
        }
    }

    private static func error(_ state: String, _ text: String) -> [UInt8] {
        message("E", Array("SFATAL\0VFATAL\0C\(state)\0M\(text)\0\0".utf8))
    }

    private static func message(_ kind: Unicode.Scalar, _ body: [UInt8]) -> [UInt8] {
        let length = UInt32(body.count + 4).bigEndian
        return [UInt8(ascii: kind)] + withUnsafeBytes(of: length) { Array($0) } + body
    }

    private static func hear(_ client: Int32) -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(client, &chunk, chunk.count)
        return Array(chunk.prefix(max(0, count)))
    }

    private static func say(_ bytes: [UInt8], to client: Int32) {
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Holds the connection until the client goes, but not for ever: a client that never gives up shall fail its test.
    private static func linger(_ client: Int32) {
        var end = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
        while poll(&end, 1, 15_000) > 0, !hear(client).isEmpty {}
    }
}
