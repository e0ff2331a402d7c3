import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem

/// Every file in Scenarios/ is played on real git and real PostgreSQL, and compared as text.
@Suite struct Scenarios {
    private static let folder = "Tests/ScenarioTests/Scenarios"

    static func names() throws -> [String] {
        try ProjectFolder.files(below: folder, endingIn: ".scenario").map { String($0.dropFirst(folder.count + 1)) }
    }

    @Test(arguments: try names())
    func isPlayedAsWritten(_ name: String) throws {
        let path = ProjectFolder.path("\(Self.folder)/\(name)")
        let scenario = try Scenario(String(decoding: try Files.read(path), as: UTF8.self))
        let run = try ScenarioRun(needingDatabase: scenario.parts.contains(.needsDatabase))
        var happened: [Scenario.Part] = []
        for expected in scenario.parts {
            let (part, result) = try run.play(expected)
            happened.append(part)
            guard case .step(let step) = expected, let result else { continue }
            let place = SourceLocation(fileID: "ScenarioTests/\(name)", filePath: path, line: step.line, column: 1)
            let end = Comment(rawValue: "\(result.end)\n\(result.outputText)\(result.errorText)")
            // What follows would only fail for the same reason.
            try #require(result.succeeded == step.mustSucceed, end, sourceLocation: place)
            guard !Self.isRecording else { continue }
            if part != expected {
                let difference = expected.difference(from: part)
                Issue.record("\(name) came out otherwise (RECORD=1 records it)\n\(difference)", sourceLocation: place)
            }
        }
        if Self.isRecording { try Files.write(Scenario(parts: happened).text, to: path) }
    }

    private static let isRecording = ProcessEnvironment.inherited["RECORD"] == "1"
}
