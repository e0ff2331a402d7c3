/// Every framework, in the order in which they are asked whose a file is: plain SQL takes what nobody else wants.
package enum Frameworks {
    package static let all: [any Framework] = [Alembic(), Drizzle(), GolangMigrate()] + Unsupported.all + [PlainSQL()]

    package static func named(_ id: String) -> (any Framework)? { all.first { $0.id == id } }
}
