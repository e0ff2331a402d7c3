/// A function or a procedure.
package struct Routine: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case function, procedure }
    package enum Mode: String, Hashable, Sendable { case `in`, out, inOut, variadic, table }

    package struct Parameter: Hashable, Sendable {
        package var name: String?
        package var type: TypeName
        package var mode: Mode
        package var defaultValue: Expression?
        package init(name: String? = nil, type: TypeName, mode: Mode = .in, defaultValue: Expression? = nil) {
            self.name = name
            self.type = type
            self.mode = mode
            self.defaultValue = defaultValue
        }
    }

    package var kind: Kind
    package var parameters: [Parameter]
    /// nil for procedures, and for functions whose OUT parameters say it.
    package var returns: TypeName?
    package var language: String
    /// The text between the dollar quotes, untouched; for a C function, library and symbol.
    package var body: String
    /// "volatile", "stable" or "immutable".
    package var volatility: String
    package var isStrict: Bool
    package var isSecurityDefiner: Bool
    package var isLeakproof: Bool
    /// "unsafe", "restricted" or "safe".
    package var parallel: String
    /// `SET name = value`, name to value.
    package var settings: [String: String]
    /// The values as the server keeps them; nil is its default (COST 100, or 1 in C; ROWS 1000).
    package var cost: String?
    package var rows: String?
    package var isWindow: Bool
    /// `SUPPORT function`.
    package var support: ObjectName?
    /// `BEGIN ATOMIC ... END` and `RETURN expression`: the server keeps the tree and prints it in its own words,
    /// so `body` is canonical here but not comparable with what is printed.
    package var isBodyParsed: Bool

    package init(
        kind: Kind = .function, parameters: [Parameter] = [], returns: TypeName? = nil, language: String = "sql",
        body: String, volatility: String = "volatile", isStrict: Bool = false, isSecurityDefiner: Bool = false,
        isLeakproof: Bool = false, parallel: String = "unsafe", settings: [String: String] = [:],
        cost: String? = nil, rows: String? = nil, isWindow: Bool = false, support: ObjectName? = nil,
        isBodyParsed: Bool = false
    ) {
        self.kind = kind
        self.parameters = parameters
        self.returns = returns
        self.language = language
        self.body = body
        self.volatility = volatility
        self.isStrict = isStrict
        self.isSecurityDefiner = isSecurityDefiner
        self.isLeakproof = isLeakproof
        self.parallel = parallel
        self.settings = settings
        self.cost = cost
        self.rows = rows
        self.isWindow = isWindow
        self.support = support
        self.isBodyParsed = isBodyParsed
    }

    /// The types that tell this routine from others of its name.
    package var signature: [TypeName] {
        parameters.filter { $0.mode != .out && $0.mode != .table }.map(\.type)
    }
}
