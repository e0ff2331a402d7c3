import Foundation
import Glibc

/// A listener on 127.0.0.1 that plays a server badly: each connection is handed to the script on a thread of its own,
/// and closed once the script is done.
final class LoopbackListener: Sendable {
    let port: Int
    private let listening: Int32

    init(_ script: @escaping @Sendable (Int32) -> Void) {
        (listening, port) = LoopbackListener.bound(backlog: 16)
        Thread.detachNewThread { [listening] in
            while true {
                let connection = accept(listening, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread {
                    script(connection)
                    close(connection)
                }
            }
        }
    }

    /// Its queue is full and nobody accepts: the system drops every further packet, as a firewall does.
    init(swallowingPackets: Void) {
        (listening, port) = LoopbackListener.bound(backlog: 0)
        for _ in 0..<8 {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            _ = LoopbackListener.withAddress(port) { connect(client, $0, $1) }
        }
    }

    /// Ends the accepting thread as well.
    deinit {
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
    }

    /// A port on which nobody listens.
    static func freePort() -> Int {
        let (descriptor, port) = bound(backlog: nil)
        close(descriptor)
        return port
    }

    private static func bound(backlog: Int32?) -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        _ = withAddress(0) { bind(descriptor, $0, $1) }
        if let backlog { listen(descriptor, backlog) }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func withAddress<Result>(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result)
        -> Result
    {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

extension LoopbackListener {
    /// Relays to a server's socket, and cuts the line, or goes silent, after so many bytes of what the server says. To a
    /// client it is a server on TCP that offers no TLS.
    static func relay(
        to socketPath: String, cuttingAfter limit: Int = .max, silentAfter silence: Int = .max
    ) -> LoopbackListener {
        LoopbackListener { client in
            let server = connected(to: socketPath)
            var rest = min(limit, silence)
            var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            var chunk = [UInt8](repeating: 0, count: 64 * 1024)
            relaying: while rest > 0, poll(&ends, 2, 20_000) > 0 {
                for (index, end) in ends.enumerated() where end.revents != 0 {
                    let count = read(end.fd, &chunk, index == 1 ? min(rest, chunk.count) : chunk.count)
                    guard count > 0 else { break relaying }
                    if index == 1 { rest -= count }
                    guard send(ends[1 - index].fd, chunk, count, Int32(MSG_NOSIGNAL)) == count else {
                        break relaying
                    }
                }
            }
            if silence < limit { sleep(8) }
            close(server)
        }
    }

    private static func connected(to path: String) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return descriptor
    }
}
