import TreeGuardBase

extension Config {
    /// The configuration of one user: the team's, tightened by the user's own `git config treeguard.*`, and loosened
    /// only if the team's file sets `allowPersonal`.
    package func merged(withPersonal entries: [(key: String, value: String?)]) throws(Failure) -> Config {
        var merged = self
        let origin = ConfigOrigin(name: "your git config", isTracked: false)
        for (key, value) in entries {
            guard let entry = ConfigEntry(key: key, value: value), entry.section == "treeguard" else { continue }
            let reader = ConfigReader(entry: entry, origin: origin)
            if let name = entry.subsection {
                try merged.readPersonalEnvironment(name, reader, team: self)
                continue
            }
            switch entry.name {
            case "protect":
                let pattern = try reader.text()
                // Without a list the default branch is protected: adding another branch must not unprotect it.
                if merged.protect.isEmpty { merged.alsoProtectsDefault = true }
                if !merged.protect.contains(pattern) { merged.protect.append(pattern) }
            case "target":
                let branch = try reader.text()
                if allowPersonal || target == nil { merged.target = branch }
            case "onpending": merged.onPending = strictest(onPending, try reader.response())
            case "onunreachable": merged.onUnreachable = strictest(onUnreachable, try reader.response())
            default: throw reader.unknown("key", entry.name, among: ConfigKey.personalKeys)
            }
        }
        return merged
    }

    private func strictest(_ team: Response, _ person: Response) -> Response {
        allowPersonal ? person : max(team, person)
    }

    /// Reads a user's address for a database, allowed if the team gives none.
    private mutating func readPersonalEnvironment(
        _ name: String, _ reader: ConfigReader, team: Config
    ) throws(Failure) {
        guard ConfigKey.matches(reader.entry.name, "url") else {
            throw reader.unknown("key", reader.entry.name, among: ["url"])
        }
        guard let index = environments.firstIndex(where: { $0.name == name }) else {
            throw reader.unknown("environment", name, among: environments.map(\.name))
        }
        let source = try reader.source()
        if team.allowPersonal || team.environment(named: name)?.source == nil { environments[index].source = source }
    }
}
