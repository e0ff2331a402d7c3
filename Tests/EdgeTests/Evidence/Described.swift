import TestSupport
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// DDL that a database gets, the ways in which a file could differ from it, and what of it cannot be compared.
struct Described: Sendable {
    var ddl: String
    /// Pairs: what stands in the DDL, and what the file says in its place.
    var mutations: [(String, String)]
    /// The parts that stay uncompared although they are the same, in the words of the observations.
    var uncompared: Set<String> = []
    /// Mutations, by what they say, that nobody can tell without running the server.
    var untold: Set<String> = []

    /// Mutations, by what they say, that have all that the DDL asks for, and more.
    var wider: Set<String> = []

    init(
        _ ddl: String, not mutations: [(String, String)] = [], uncompared: Set<String> = [], untold: Set<String> = [],
        wider: Set<String> = []
    ) {
        (self.ddl, self.mutations) = (ddl, mutations)
        (self.uncompared, self.untold, self.wider) = (uncompared, untold, wider)
    }

    var mutants: [String] {
        mutations.map { old, new in
            precondition(ddl.contains(old), "\(ddl) does not contain \(old)")
            var text = ddl
            if let range = text.firstRange(of: old) { text.replaceSubrange(range, with: new) }
            return text
        }
    }
}

/// Everything that one database holds, asked and read as a check does it.
struct DescribedDatabase {
    let catalog: Catalog

    /// Asks for what the files name.
    init(_ database: TemporaryDatabase, about files: [String], user: String = "postgres") throws {
        let catalogNames = CatalogNames(of: files.map { Script(SQL.statements(in: $0)) })
        let questions = CatalogInquiry(about: catalogNames)
        let inquiry = Inquiry(first: questions.first) { questions.second($0) }
        let conversation = try ask(database.settings(user: user), inquiry, retryLimits).get()
        catalog = Catalog(questions.answers(conversation.first, conversation.second), read: SQL.statements)
    }

    /// The evidence for each of the files, which run one after the other.
    func evidence(for files: [String]) -> [Evidence] {
        catalog.evidence(for: files.map { Script(SQL.statements(in: $0)) })
    }

    func evidence(for file: String) -> Evidence { evidence(for: [file])[0] }

    /// The states of the files, which run one after the other and are all new.
    func states(of files: [String]) -> [MigrationState] {
        Evidence.located(evidence(for: files), sequences: files.map { _ in 0 }).map {
            Judgement(of: Judgement.Subject(change: .new, ledger: .none, evidence: $0)).state
        }
    }
}

extension Evidence {
    /// The observations that do not hold or were not compared, for the message of a test.
    var complaints: [String] {
        observations.compactMap { observation in
            switch observation.status {
            case .holds: nil
            case .holdsUncompared(let what): "\(observation.effect.identity): uncompared \(what)"
            case .differs(let how): "\(observation.effect.identity): \(how)"
            case .absent: "\(observation.effect.identity): absent"
            case .stillThere: "\(observation.effect.identity): still there"
            }
        } + script.unanalysable.map { "unanalysable: \($0.what)" }
    }

    var uncompared: Set<String> {
        Set(
            observations.flatMap { observation in
                if case .holdsUncompared(let what) = observation.status { what } else { [String]() }
            })
    }

    var allHolds: Bool { !observations.isEmpty && observations.allSatisfy(\.holds) && script.unanalysable.isEmpty }
}
