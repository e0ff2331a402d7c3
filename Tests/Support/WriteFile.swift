import Glibc
import TreeGuardSystem

/// Writes a file whose name may be any bytes, with the folders above it.
package func writeFile(_ content: [UInt8], at path: [UInt8]) throws {
    let characters = path.map { CChar(bitPattern: $0) } + [0]
    for index in path.indices.dropFirst() where path[index] == UInt8(ascii: "/") {
        mkdir(path[..<index].map { CChar(bitPattern: $0) } + [0], 0o755)
    }
    let descriptor = open(characters, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemFailed(number: errno) }
    defer { close(descriptor) }
    guard content.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == content.count else {
        throw SystemFailed(number: errno)
    }
}

/// A call to the operating system in a test's preparations did not succeed.
package struct SystemFailed: Error { package let number: Int32 }

extension TemporaryRepository {
    /// Makes a symbolic link in the working tree.
    package func link(_ file: String, to destination: String) throws {
        guard symlink(destination, "\(path)/\(file)") == 0 else { throw SystemFailed(number: errno) }
    }
}
