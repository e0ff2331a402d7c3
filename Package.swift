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

/// One folder of Sources/TreeGuard: what it may see is what it names here.
func layer(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = strict) -> Target {
    .target(
        name: "TreeGuard\(name)", dependencies: dependencies, path: "Sources/TreeGuard/\(name)",
        swiftSettings: settings)
}

func program(_ name: String, path: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path, swiftSettings: strict, linkerSettings: small)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name, dependencies: ["TestSupport"] + dependencies, path: "Tests/\(name)", resources: resources,
        swiftSettings: strict)
}

let edges: [Target.Dependency] = ["TreeGuardGit", "TreeGuardSQL", "TreeGuardPostgres", "TreeGuardSystem"]

let package = Package(
    name: "treeguard",
    products: [
        .executable(name: "treeguard", targets: ["CLI"]),
        .executable(name: "treeguard-hook", targets: ["Hooks"]),
    ],
    targets: [
        cLibrary("CGit2", pkgConfig: "libgit2", package: "libgit2-dev"),
        cLibrary("CPostgres", pkgConfig: "libpq", package: "libpq-dev"),
        cLibrary("CPgQuery", pkgConfig: "libprotobuf-c", package: "libpg-query-dev"),
        cLibrary("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
        .systemLibrary(name: "CGlibc", path: "Sources/CLibraries/CGlibc"),

        layer("Core", [], lean),
        layer("Git", ["TreeGuardCore", "CGit2"], lean),
        layer("SQL", ["TreeGuardCore", "CPgQuery"]),
        layer("Postgres", ["TreeGuardCore", "CPostgres"]),
        layer("System", ["TreeGuardCore", "CGlibc"], lean),
        layer("App", ["TreeGuardCore"] + edges),

        program("CLI", path: "Sources/TreeGuard/CLI", ["TreeGuardApp"]),
        program(
            "Generate", path: "Sources/TreeGuard/Generate",
            ["TreeGuardCore", "TreeGuardApp", "TreeGuardSQL", "TreeGuardSystem"]),
        program("Hooks", path: "Sources/Hooks", ["TreeGuardCore", "TreeGuardGit", "TreeGuardSystem"]),

        program("AskAPerson", path: "Tests/Programs/AskAPerson", ["TreeGuardCore", "TreeGuardSystem"]),
        program("Evidence", path: "Tests/Programs/Evidence", ["TreeGuardCore", "TreeGuardSystem", "TestSupport"]),
        .target(name: "FixedEnvironment", path: "Tests/FixedEnvironment"),
        program("Mutants", path: "Tests/Programs/Mutants", ["TestSupport", "TreeGuardCore", "TreeGuardSystem"]),
        .target(
            name: "TestSupport", dependencies: ["TreeGuardCore", "TreeGuardSystem", "FixedEnvironment"],
            path: "Tests/Support",
            swiftSettings: strict),
        tests("CoreTests", ["TreeGuardCore", "TreeGuardSQL"], resources: [.copy("Fixtures"), .copy("Recorded")]),
        tests("EdgeTests", ["TreeGuardCore", "AskAPerson"] + edges),
        tests("AppTests", ["TreeGuardCore", "TreeGuardApp"] + edges),
        tests(
            "ScenarioTests", ["TreeGuardCore", "TreeGuardSystem", "CLI", "Hooks", "Evidence"],
            resources: [.copy("Scenarios")]),
        tests("ArchitectureTests", ["TreeGuardCore", "TreeGuardSystem", "CLI", "Hooks", "Generate"]),
    ]
)
