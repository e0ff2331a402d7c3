import TreeGuardBase

/// The decision whether an environment may get its migrations now, or an earlier environment must get them first
/// (`after = staging`).
package struct Promotion: Hashable, Sendable {
    /// An earlier environment that lacks some of the migrations.
    package struct Hindrance: Hashable, Sendable {
        package var environment: String
        /// The migrations that it lacks, in the order in which they run; all of them if it could not be asked.
        package var lacking: [RepositoryPath]
        /// False if it could not be asked: then it counts as lacking everything.
        package var isAsked: Bool

        package init(environment: String, lacking: [RepositoryPath], isAsked: Bool = true) {
            self.environment = environment
            self.lacking = lacking
            self.isAsked = isAsked
        }
    }

    package var environment: String
    /// The environments that lack some, the nearest first; empty if nothing is in the way.
    package var hindrances: [Hindrance]

    package init(of environment: String, hindrances: [Hindrance] = []) {
        self.environment = environment
        self.hindrances = hindrances
    }

    package var isClear: Bool { hindrances.isEmpty }
    /// The environment to deploy to now: the earliest one of the chain that lacks something, or this one.
    package var first: String { hindrances.last?.environment ?? environment }

    /// Decides for the migrations that the environment would get, in their order.
    ///
    /// - Parameter has: whether an environment has a migration; nil if it could not be asked
    package init(
        of environment: String, _ migrations: [RepositoryPath], in environments: [EnvironmentSettings],
        has: (_ environment: String, _ migration: RepositoryPath) -> Bool?
    ) {
        self.init(of: environment)
        var rest = migrations
        for before in Promotion.predecessors(of: environment, in: environments) where !rest.isEmpty {
            let answers = rest.map { (path: $0, has: has(before, $0)) }
            rest = answers.filter { $0.has != true }.map(\.path)
            guard !rest.isEmpty else { return }
            let isAsked = answers.contains { $0.has != nil }
            hindrances.append(Hindrance(environment: before, lacking: rest, isAsked: isAsked))
        }
    }

    /// The environments that must have a migration first, the nearest first. A cycle is followed once.
    package static func predecessors(of name: String, in environments: [EnvironmentSettings]) -> [String] {
        var found: [String] = []
        var next = environments.first { $0.name == name }?.after
        while let before = next, before != name, !found.contains(before) {
            found.append(before)
            next = environments.first { $0.name == before }?.after
        }
        return found
    }

    /// Environments that wait for each other in a cycle, in their order, if there are any.
    package static func circle(in environments: [EnvironmentSettings]) -> [String]? {
        for settings in environments {
            let chain = predecessors(of: settings.name, in: environments)
            let last = chain.last ?? settings.name
            if environments.first(where: { $0.name == last })?.after == settings.name { return [settings.name] + chain }
        }
        return nil
    }
}
