import CGlibc
import Glibc

/// The surroundings that this process started with: variables, folder, user and its own file.
package enum ProcessEnvironment {
    /// The variables at the first access. The program never changes its own, so reading them once is enough.
    package static let inherited: [String: String] = {
        var variables: [String: String] = [:]
        guard var entry = treeguard_environment() else { return [:] }
        while let text = entry.pointee {
            let pair = String(cString: text)
            if let equals = pair.firstIndex(of: "=") {
                let name = String(pair[..<equals])
                // Of two equal names, getenv finds the first.
                if variables[name] == nil { variables[name] = String(pair[pair.index(after: equals)...]) }
            }
            entry += 1
        }
        return variables
    }()

    /// The variables that a program needs to be found and to run, without private ones: no address, no password, no
    /// token. Its messages are in English, and its home is a path that not even root can create.
    package static let bare: [String: String] = inherited.filter {
        ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZ"].contains($0.key)
    }.merging(["LC_ALL": "C", "HOME": "/dev/null/home"]) { $1 }
}
