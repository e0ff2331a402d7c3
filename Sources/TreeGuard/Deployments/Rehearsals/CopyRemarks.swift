import TreeGuardBase

/// The remarks about parts of a schema that the copy lacks, or that do nothing there.
package enum CopyRemarks {
    package static func of(_ contents: DumpContents, disarmed: [String]) -> [String] {
        var remarks: [String] = []
        if contents.eventTriggers > 0 {
            remarks.append("\(counted(contents.eventTriggers, "event trigger")) left out of the copy")
        }
        if contents.userMappings > 0 {
            remarks.append(
                "\(counted(contents.userMappings, "user mapping")) left out of the copy, with the passwords in it")
        }
        if !disarmed.isEmpty {
            remarks.append(
                "functions of \(disarmed.map { "\(Escaped($0))" }.joined(separator: ", ")) do not run on the copy: "
                    + "they may reach files, programs or other servers")
        }
        return remarks
    }

    /// - Parameter steps: the place of each ("002_x.sql:3") and its kind
    package static func of(_ steps: [String]) -> [String] {
        steps.map { "\($0) ran as a superuser of the copy: the role itself has no such right there" }
    }
}
