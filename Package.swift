// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Nobody links against us: what no program of ours calls may be left out of it.
    .unsafeFlags(
        ["-Xfrontend", "-function-sections", "-Xfrontend", "-internalize-at-link"], .when(configuration: .release)),
]

/// What is installed holds only what is called (--gc-sections can tell function by function), and no table of names for
/// others to link against: the hook is read at every commit. The toolchain's own linker, as a machine's may be too old.
let small: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld"] + ["--gc-sections", "--no-export-dynamic", "-O2", "-s"].flatMap { ["-Xlinker", $0] },
        .when(configuration: .release))
]

/// Strict, and without the regular expressions that Swift otherwise imports unasked: 1.3 MB in whoever links them, and the
/// hook is read at every commit. `contains(_:)` and `firstRange(of:)` are Core's own there.
let lean = strict + [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]

/// A module map over a C library that Debian packages.
func cLibrary(_ name: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A room: one folder of Sources/TreeGuard, and the rooms below that it may use. Who may use a room may use those below it.
struct Room {
    var name: String
    var below: [String]
    var libraries: [Target.Dependency] = []
    var settings = lean
    var plugins: [Target.PluginUsage] = []

    var target: Target {
        .target(
            name: "TreeGuard\(name)", dependencies: below.map { .byName(name: "TreeGuard\($0)") } + libraries,
            path: "Sources/TreeGuard/\(name)", swiftSettings: settings, plugins: plugins)
    }
}

/// The house, from the ground up: arrows go down only.
let pure = [
    Room(name: "Base", below: []),
    Room(name: "CommandLine", below: ["Base"]),
    Room(name: "Schema", below: ["Base"]),
    Room(name: "Migrations", below: ["Base", "Schema"]),
    Room(name: "Incoming", below: ["Base", "Migrations"]),
    Room(name: "Verdicts", below: ["Base", "Schema", "Migrations"]),
    Room(name: "Risk", below: ["Base", "Schema", "Migrations"]),
    Room(name: "Deployments", below: ["Base", "Schema", "Migrations", "Verdicts", "Risk"]),
    Room(
        name: "Guard",
        below: ["Base", "CommandLine", "Schema", "Migrations", "Incoming", "Verdicts", "Risk", "Deployments"]),
    Room(
        name: "Reports",
        below: ["Base", "CommandLine", "Schema", "Migrations", "Incoming", "Verdicts", "Risk", "Deployments", "Guard"],
        plugins: ["Pages"]),
]

/// Each edge is the one room that knows its part of the world.
let edges = [
    Room(name: "System", below: ["Base", "Incoming"], libraries: ["CGlibc"]),
    Room(name: "Terminal", below: ["Base", "Incoming", "Guard", "System"], libraries: ["CGlibc"]),
    Room(name: "Git", below: ["Base", "Migrations", "Incoming"], libraries: ["CGit2"]),
    Room(name: "SQL", below: ["Base", "Schema", "Migrations"], libraries: ["CPgQuery"], settings: strict),
    Room(
        name: "Postgres", below: ["Base", "Schema", "Migrations", "Risk", "Deployments"], libraries: ["CPostgres"],
        settings: strict),
]

let app = Room(name: "App", below: (pure + edges).map(\.name), settings: strict)

/// What programs and tests name as their dependencies.
let house: [Target.Dependency] = (pure + edges + [app]).map { .byName(name: "TreeGuard\($0.name)") }

func program(_ name: String, path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path, swiftSettings: strict, linkerSettings: small)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: ["TestSupport"] + dependencies, path: "Tests/\(name)", resources: resources,
        swiftSettings: strict)
}

let package = Package(
    name: "treeguard",
    products: [
        .executable(name: "treeguard", targets: ["CLI"]),
        .executable(name: "treeguard-hook", targets: ["Hooks"]),
    ],
    targets: (pure + edges + [app]).map(\.target) + [
        cLibrary("CGit2", pkgConfig: "libgit2", package: "libgit2-dev"),
        cLibrary("CPostgres", pkgConfig: "libpq", package: "libpq-dev"),
        cLibrary("CPgQuery", pkgConfig: "libprotobuf-c", package: "libpg-query-dev"),
        cLibrary("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
        .systemLibrary(name: "CGlibc", path: "Sources/CLibraries/CGlibc"),

        .plugin(name: "Pages", capability: .buildTool(), dependencies: ["EmbedPages"], path: "Plugins/Pages"),
        // The build runs it, and links it with the options of what is installed: by the linker that knows them.
        .executableTarget(
            name: "EmbedPages", path: "Plugins/EmbedPages", linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),

        program("CLI", path: "Sources/TreeGuard/CLI", ["TreeGuardApp"]),
        program("Generate", path: "Sources/TreeGuard/Generate", house + ["EntryPaths"]),
        program(
            "Hooks", path: "Sources/Hooks",
            ["TreeGuardBase", "TreeGuardMigrations", "TreeGuardIncoming", "TreeGuardGit", "TreeGuardSystem"]),

        program("AskAPerson", path: "Tests/Programs/AskAPerson", house),
        program("Evidence", path: "Tests/Programs/Evidence", house + ["TestSupport"]),
        .target(name: "EntryPaths", dependencies: house, path: "Tests/EntryPaths", swiftSettings: strict),
        .target(name: "FixedEnvironment", path: "Tests/FixedEnvironment"),
        program("Mutants", path: "Tests/Programs/Mutants", house + ["TestSupport"]),
        .target(
            name: "TestSupport", dependencies: house + ["FixedEnvironment"], path: "Tests/Support",
            swiftSettings: strict),
        tests("RoomTests", house, resources: [.copy("Fixtures"), .copy("Recorded")]),
        tests("EdgeTests", house + ["AskAPerson"]),
        tests("AppTests", house + ["EntryPaths"]),
        tests("ScenarioTests", house + ["CLI", "Hooks", "Evidence"], resources: [.copy("Scenarios")]),
        tests("ArchitectureTests", house + ["CLI", "Hooks", "Generate"]),
    ]
)
