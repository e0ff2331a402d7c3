import TreeGuardBase

extension Config {
    /// Reads the entries that git parsed from `.treeguard`. An unknown key is an error: a misspelled guard guards
    /// nothing.
    package init(entries: [(key: String, value: String?)], origin: ConfigOrigin = ConfigOrigin()) throws(Failure) {
        self.init()
        for (key, value) in entries {
            guard let entry = ConfigEntry(key: key, value: value) else { continue }
            try read(entry, origin)
        }
        for entry in environments {
            guard let after = entry.after, environment(named: after) == nil else { continue }
            throw ConfigReader.invalid(
                "\(origin.name) (environment.\(Escaped(entry.name)).after)",
                "no environment is called \(Escaped(after))",
                next: ConfigReader.suggestion(after, environments.map(\.name)))
        }
        for name in deployingTo.keys.sorted() where environment(named: name) == nil {
            throw ConfigReader.invalid(
                "\(origin.name) (deploy.\(Escaped(name)))", "no environment is called \(Escaped(name))",
                next: ConfigReader.suggestion(name, environments.map(\.name)))
        }
        for name in agentDeploys where environment(named: name) == nil {
            throw ConfigReader.invalid(
                "\(origin.name) (agent.deploy)", "no environment is called \(Escaped(name))",
                next: ConfigReader.suggestion(name, environments.map(\.name)))
        }
        if let circle = Promotion.circle(in: environments), let first = circle.first {
            throw ConfigReader.invalid(
                "\(origin.name) (environment.\(Escaped(first)).after)",
                (circle + [first]).map { "\(Escaped($0))" }.joined(separator: " comes after ")
                    + ": none of them could ever be the first",
                next: "take one of the after = lines out")
        }
        if let folder = migrationFolders.first(where: { $0.ledger?.table.isEmpty == true }) {
            throw ConfigReader.invalid(
                "\(origin.name) (migrations.\(Escaped(folder.pattern.description)).ledgerColumn)",
                "a column is named, and no table", next: "add the table: ledger = SCHEMA.TABLE")
        }
        try checkFirewalls(origin)
        if let bare = accepted.first(where: \.reason.isEmpty) {
            throw ConfigReader.invalid(
                "\(origin.name) (accept.\(Escaped(bare.pattern)))", "a migration is accepted without a reason",
                next: "say why: git config -f .treeguard accept.\(Escaped(bare.pattern)).reason \"...\"")
        }
    }

    private mutating func read(_ entry: ConfigEntry, _ origin: ConfigOrigin) throws(Failure) {
        let reader = ConfigReader(entry: entry, origin: origin)
        // git's own sections may stand beside ours; git follows the includes.
        if entry.section == "include" || entry.section == "includeif" { return }
        guard let keys = ConfigKey.sections[entry.section] else {
            throw reader.unknown("section", entry.section, among: Array(ConfigKey.sections.keys))
        }
        guard keys.contains(where: { ConfigKey.matches(entry.name, $0) }) else {
            throw reader.unknown("key", entry.name, among: keys)
        }
        switch (entry.section, entry.subsection) {
        case ("guard", nil): try readGuard(reader)
        case ("worktree", nil): locksWorktrees = try reader.boolean()
        case ("agent", nil): readAgent(reader)
        case ("deploy", nil): try deploying.read(reader)
        case ("deploy", let name?):
            var own = deployingTo[name] ?? deploying
            try own.read(reader)
            deployingTo[name] = own
        case ("guard", _?), ("worktree", _?), ("agent", _?):
            let section = reader.entry.section
            throw reader.invalid("[\(section)] takes no name", next: "write [\(section)]")
        case (let section, nil):
            throw reader.invalid("[\(section)] needs a name", next: "write [\(section) \"NAME\"]")
        case ("environment", let name?): try readEnvironment(name, reader)
        case ("migrations", let name?): try readMigrations(name, reader)
        case ("accept", let name?): try readAcceptance(name, reader)
        case ("firewall", let name?): try readFirewall(name, reader)
        case (_, let name?): try readArtifact(name, reader)
        }
    }

    private mutating func readGuard(_ reader: ConfigReader) throws(Failure) {
        switch reader.entry.name {
        case "protect":
            // An empty value starts the list anew, as in git's own lists.
            let pattern = reader.entry.value ?? ""
            if pattern.isEmpty { protect = [] } else { protect.append(pattern) }
        case "target": target = try reader.text()
        case "onpending": onPending = try reader.response()
        case "onunreachable": onUnreachable = try reader.response()
        case "allowpersonal": allowPersonal = try reader.boolean()
        case "allowoverride": allowOverride = try reader.boolean()
        case "scratch": scratch = ScratchUse(rawValue: try reader.oneOf(ScratchUse.allCases.map(\.rawValue))) ?? .auto
        default: try reader.readLimit(into: &limits)
        }
    }

    private mutating func readAgent(_ reader: ConfigReader) {
        // An empty value starts the list anew, as in git's own lists.
        let name = reader.entry.value ?? ""
        if name.isEmpty { agentDeploys = [] } else { agentDeploys.append(name) }
    }

    private mutating func readEnvironment(_ name: String, _ reader: ConfigReader) throws(Failure) {
        let index = environments.place(of: { $0.name == name }, else: EnvironmentSettings(name: name))
        switch reader.entry.name {
        case "url": environments[index].source = try reader.source()
        case "required": environments[index].required = try reader.boolean()
        case "after": environments[index].after = try reader.text()
        case "firewall": environments[index].firewall = try reader.text()
        case "sslmode":
            environments[index].sslmode = try reader.oneOf(
                ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"])
        default:
            var own = environments[index].limits ?? limits
            try reader.readLimit(into: &own)
            environments[index].limits = own
        }
    }

    private mutating func readMigrations(_ name: String, _ reader: ConfigReader) throws(Failure) {
        let pattern = Glob(name)
        let index = migrationFolders.place(of: { $0.pattern == pattern }, else: FolderSettings(pattern: pattern))
        switch reader.entry.name {
        case "framework":
            migrationFolders[index].framework = try reader.oneOf(
                Frameworks.all.map(\.id) + [FolderSettings.noFramework])
        case "render": migrationFolders[index].render = try reader.boolean()
        case "run": migrationFolders[index].run = try reader.text()
        case "transaction":
            let word = try reader.oneOf(FolderSettings.Transaction.allCases.map(\.rawValue))
            migrationFolders[index].transaction = FolderSettings.Transaction(rawValue: word) ?? .statement
        case "ledger":
            let (schema, table) = try reader.tableName()
            let column = migrationFolders[index].ledger?.column
            migrationFolders[index].ledger = NamedLedger(schema: schema, table: table, column: column ?? "version")
        default:
            let column = try reader.text()
            let known = migrationFolders[index].ledger
            migrationFolders[index].ledger = NamedLedger(
                schema: known?.schema, table: known?.table ?? "", column: column)
        }
    }

    private mutating func readAcceptance(_ name: String, _ reader: ConfigReader) throws(Failure) {
        let known = accepted.first { $0.pattern == name }
        var acceptance = known ?? Acceptance(pattern: name, reason: "")
        switch reader.entry.name {
        case "hazard": acceptance.hazards.insert(try reader.oneOf(HazardKind.allCases.map(\.rawValue)))
        default: acceptance.reason = try reader.text()
        }
        if acceptance.coversEverything {
            throw reader.invalid(
                "it accepts every migration there will ever be",
                next: "name those that are meant: [accept \"0003_x.sql\"]")
        }
        accepted.removeAll { $0.pattern == name }
        accepted.append(acceptance)
    }

    private mutating func readArtifact(_ name: String, _ reader: ConfigReader) throws(Failure) {
        let known = artifacts.firstIndex { $0.path == name }
        var artifact = known.map { artifacts[$0] } ?? Artifact(path: name, generator: nil)
        switch reader.entry.name {
        case "generator": artifact.generator = try reader.text()
        default: artifact.from = try reader.oneOf(["migrations"])
        }
        if let known { artifacts[known] = artifact } else { artifacts.append(artifact) }
    }
}
