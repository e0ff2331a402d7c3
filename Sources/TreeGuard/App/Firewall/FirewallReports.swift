import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// The output of `treeguard firewall open`.
struct OpenReport {
    private let door: FirewallDoor
    private let isHeld: Bool

    init(_ door: FirewallDoor, isHeld: Bool) {
        self.door = door
        self.isHeld = isHeld
    }

    private var place: String { "\(Escaped(door.site.settings.name))" }

    var text: String {
        switch door.state {
        case .opened(let opening):
            let sooner = isHeld ? "Ctrl-C" : "treeguard firewall close"
            return """
                \(door.address) is let in to \(place) until \(opening.until).
                  sooner:  \(sooner)

                """
        case .wasOpen(let rule):
            let whose = rule.description.map { ", as \"\(Escaped($0))\"" } ?? ""
            return """
                \(door.address) was let in to \(place) before\(whose).
                  nothing was added, and nothing will be taken away

                """
        case .openToAll:
            return """
                \(place) has no rules, so it lets everybody in.
                  nothing was added: a first rule would shut out all others

                """
        }
    }

    var json: JSON {
        let state: (word: String, opening: Opening?) =
            switch door.state {
            case .opened(let opening): ("opened", opening)
            case .wasOpen: ("was-open", nil)
            case .openToAll: ("open-to-all", nil)
            }
        return .object([
            "firewall": .string(door.site.settings.name), "cluster": .string(door.site.settings.cluster),
            "address": .string(door.address.description), "state": .string(state.word),
            "until": state.opening.map { .string($0.until.description) },
        ])
    }
}

/// The output of `treeguard firewall close`.
struct CloseReport {
    enum State {
        case closed, shared, replaced, held, unknown

        init(_ outcome: FirewallClosing.Outcome) {
            switch outcome {
            case .closed: self = .closed
            case .shared: self = .shared
            case .replaced: self = .replaced
            case .unknown: self = .unknown
            }
        }

        var word: String {
            switch self {
            case .closed: "closed"
            case .shared: "shared"
            case .replaced: "replaced"
            case .held: "held"
            case .unknown: "gone"
            }
        }

        fileprivate var words: String {
            switch self {
            case .closed: "is shut out again"
            case .shared: "stays: another opening from here needs it"
            case .replaced: "stays: the rule that was added is gone, and somebody's own lets it in"
            case .held: "stays: a treeguard that is running holds it open"
            case .unknown: "was shut out already"
            }
        }
    }

    private var items: [(opening: Opening, state: State)] = []

    mutating func add(_ opening: Opening, _ state: State) {
        // Of several openings of one address, the last one tells what became of it.
        items.removeAll { $0.state == .shared && $0.opening.shares(opening) }
        items.append((opening, state))
    }

    var text: String {
        guard !items.isEmpty else { return "nothing is open from here\n" }
        return items.map { "\($0.opening.address) \($0.state.words) (\(Escaped($0.opening.firewall))).\n" }.joined()
    }

    var json: JSON {
        .object([
            "closed": .array(
                items.map { item in
                    .object([
                        "firewall": .string(item.opening.firewall), "cluster": .string(item.opening.cluster),
                        "address": .string(item.opening.address.description), "state": .string(item.state.word),
                    ])
                })
        ])
    }
}
