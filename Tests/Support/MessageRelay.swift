import Foundation
import Glibc
import Synchronization
import TreeGuardSystem

/// A socket in front of a server's own, which passes everything on and counts what a deployment asks the server to do.
/// At one of these requests something happens to the deployer or to the line.
package final class MessageRelay: Sendable {
    /// The event at the chosen request.
    package enum Event: Sendable {
        /// The server gets the request; the process that sent it is killed (-9) before it hears the answer.
        case kill
        /// The server gets the request, and the line is cut before the answer.
        case cutAfter
        /// The line is cut before the server gets the request.
        case cutBefore
    }

    /// Another version that the server is to claim.
    package struct Disguise: Sendable {
        /// Two digits: "17".
        package var majorVersion: String
        /// The first words of those who are to believe it; nil for everybody.
        package var words: String?

        package init(majorVersion: String, toWhoSays words: String? = nil) {
            (self.majorVersion, self.words) = (majorVersion, words)
        }

        /// The server's greeting, with that version in it.
        fileprivate func changing(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            guard let place = bytes.firstRange(of: Array("server_version\0".utf8)) else { return bytes }
            var bytes = bytes
            bytes.replaceSubrange(place.upperBound..<place.upperBound + 2, with: Array(majorVersion.utf8))
            return bytes
        }
    }

    /// The folder to name as host.
    package let folder: String
    package let port: Int
    private let listening: Int32
    private let target: String
    private let event: Event
    private let place: Int
    private let count = Atomic(0)
    private let disguise: Disguise?

    /// - Parameter place: at which request, counted from 1; 0 for none
    package init(
        before server: ThrowawayServer, _ event: Event = .kill, at place: Int = 0, disguise: Disguise? = nil
    ) throws {
        self.disguise = disguise
        (self.event, self.place, port) = (event, place, server.port)
        target = "\(server.folder)/.s.PGSQL.\(server.port)"
        folder = try Files.makeTemporaryFolder(named: "relay")
        chmod(folder, 0o755)
        listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let path = "\(folder)/.s.PGSQL.\(port)"
        guard MessageRelay.withAddress(path, { bind(listening, $0, $1) }) == 0, listen(listening, 16) == 0 else {
            throw SystemFailed(number: errno)
        }
        Thread.detachNewThread { [listening, weak self] in
            while true {
                let client = accept(listening, nil, nil)
                guard client >= 0, let self else { break }
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { self.relay(client) }
            }
        }
    }

    deinit {
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
        try? Files.remove(folder)
    }

    /// How many requests of deployments came by.
    package var requests: Int { count.load(ordering: .acquiring) }
    package var hasHappened: Bool { place > 0 && requests >= place }

    private func relay(_ client: Int32) {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer {
            close(client)
            close(server)
        }
        guard MessageRelay.withAddress(target, { connect(server, $0, $1) }) == 0 else { return }
        var reader = RequestReader()
        var disguise = disguise
        var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while poll(&ends, 2, 60_000) > 0 {
            if ends[1].revents != 0 {
                let length = read(server, &chunk, chunk.count)
                guard length > 0 else { return }
                let bytes = disguise?.changing(chunk[..<length]) ?? chunk[..<length]
                guard MessageRelay.pass(bytes, to: client) else { return }
            }
            guard ends[0].revents != 0 else { continue }
            let length = read(client, &chunk, chunk.count)
            guard length > 0 else { return }
            if let words = disguise?.words, chunk[..<length].firstRange(of: Array(words.utf8)) == nil { disguise = nil }
            disguise?.words = nil
            for request in 0..<max(1, reader.requests(in: chunk[..<length])) {
                guard reader.isDeployment, reader.lastCount > request else { continue }
                guard count.add(1, ordering: .acquiringAndReleasing).newValue == place else { continue }
                return happen(client, server, chunk[..<length])
            }
            guard MessageRelay.pass(chunk[..<length], to: server) else { return }
        }
    }

    private func happen(_ client: Int32, _ server: Int32, _ bytes: ArraySlice<UInt8>) {
        switch event {
        case .cutBefore: break
        case .cutAfter: _ = MessageRelay.pass(bytes, to: server)
        case .kill:
            _ = MessageRelay.pass(bytes, to: server)
            // struct ucred: process, user, group.
            var peer: [Int32] = [0, 0, 0]
            var length = socklen_t(12)
            getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &length)
            if peer[0] > 1 { Glibc.kill(peer[0], SIGKILL) }
        }
    }

    private static func pass(_ bytes: ArraySlice<UInt8>, to end: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let length = rest.withUnsafeBytes { send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard length > 0 else { return false }
            rest = rest.dropFirst(length)
        }
        return true
    }

    private static func withAddress<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}

/// Reads a client's side of PostgreSQL's protocol as far as it takes to count its requests.
private struct RequestReader {
    private var pending: [UInt8] = []
    private var isGreeted = false
    /// A check asks in a pipeline; a deployment begins with a simple query.
    private(set) var isDeployment = false
    private var hasBegun = false
    private(set) var lastCount = 0

    /// How many simple queries, and ends of extended ones, the bytes complete.
    mutating func requests(in bytes: ArraySlice<UInt8>) -> Int {
        pending += bytes
        lastCount = 0
        while let message = next() {
            guard message != 0 else { continue }
            if !hasBegun, message != UInt8(ascii: "p") {
                hasBegun = true
                isDeployment = message == UInt8(ascii: "Q")
            }
            if message == UInt8(ascii: "Q") || message == UInt8(ascii: "S") { lastCount += 1 }
        }
        return lastCount
    }

    /// Takes one message: its letter, or 0 for those before the session.
    private mutating func next() -> UInt8? {
        let start = isGreeted ? 1 : 0
        guard pending.count >= start + 4 else { return nil }
        let length = pending[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard pending.count >= start + length else { return nil }
        let letter = isGreeted ? pending[0] : 0
        if !isGreeted, pending.count >= 8 {
            isGreeted = Array(pending[4..<8]) == [0, 3, 0, 0]
        }
        pending.removeFirst(start + length)
        return letter
    }
}
