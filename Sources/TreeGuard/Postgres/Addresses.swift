import Glibc

/// One address to connect to: a host name, and one address that it resolves to.
struct Address: Hashable, Sendable {
    var host: String?
    var numeric: String?
    var port: String?
}

/// The result of a name lookup.
enum LookUp: Sendable, Hashable {
    case addresses([String])
    case unknown(String)
}

/// Looks up a host name. It may block for as long as the resolver does.
typealias LookUpName = @Sendable (String) -> LookUp

/// The resolver of this machine (getaddrinfo): hosts file, DNS, and other sources in nsswitch.conf.
let resolver: LookUpName = { name in
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(name, nil, &hints, &list)
    guard status == 0 else { return .unknown(String(cString: gai_strerror(status))) }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var entry = list
    while let current = entry?.pointee {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = socklen_t(text.count)
        let status = getnameinfo(current.ai_addr, current.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST)
        if status == 0 {
            let address = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if !found.contains(address) { found.append(address) }
        }
        entry = current.ai_next
    }
    return .addresses(found)
}

/// All addresses from libpq's lists host, hostaddr and port, in order. libpq blocks while it looks up a name. With an
/// address beside the name it has nothing to look up, and still verifies the name.
func addresses(
    of parameters: [String: String], by deadline: Deadline, _ lookUp: @escaping LookUpName
) throws(PostgresError) -> [Address] {
    let hosts = list(parameters["host"])
    let numerics = list(parameters["hostaddr"])
    let ports = list(parameters["port"])
    var found: [Address] = []
    var trouble: PostgresError?
    for index in 0..<max(hosts.count, numerics.count, 1) {
        let host = hosts.count > index ? hosts[index] : nil
        let numeric = numerics.count > index ? numerics[index] : nil
        let port = ports.count == 1 ? ports[0] : ports.count > index ? ports[index] : nil
        guard let host, numeric == nil, !host.hasPrefix("/"), !host.hasPrefix("@") else {
            found.append(Address(host: host, numeric: numeric, port: port))
            continue
        }
        switch result(by: deadline, of: { lookUp(host) }) {
        case .addresses(let all): found += all.map { Address(host: host, numeric: $0, port: port) }
        case .unknown(let reason): trouble = .hostUnknown(host, reason)
        case nil: trouble = .lookUpTimedOut(host)
        }
    }
    if found.isEmpty { throw trouble ?? .hostUnknown(parameters["host"] ?? "", "it has no address") }
    return found
}

/// A comma-separated list of libpq; an empty element means the default.
private func list(_ text: String?) -> [String?] {
    guard let text, !text.isEmpty else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? nil : String($0) }
}
