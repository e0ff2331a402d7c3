import FixedEnvironment

/// The environment of whoever runs the tests, which no test inherits: installing packages, and building, needs its
/// proxies, certificates and settings.
package enum CallersEnvironment {
    package static var variables: [String: String] {
        var variables: [String: String] = [:]
        guard var entry = treeguard_callers_environment() else { return [:] }
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return variables
    }
}
