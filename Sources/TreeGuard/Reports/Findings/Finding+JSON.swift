import TreeGuardBase

extension Finding {
    package var json: JSON {
        let place = [("line", line), ("column", column)].compactMap { name, number in
            number.map { JSON.Member(name, .number($0)) }
        }
        return .object(
            [JSON.Member("code", .string(code)), JSON.Member("severity", .string(severity.rawValue))]
                + (path?.jsonMembers ?? []) + place + [
                    JSON.Member("message", .string(message)), JSON.Member("help", .string(help)),
                    JSON.Member("who", .string(who.rawValue)),
                ])
    }
}
