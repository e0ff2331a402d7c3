import TestSupport
import TreeGuardBase
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// Runs treeguard itself, as a person or a pipeline would, and reads its JSON.
struct Inquiry: Sendable {
    let program: String
    let project: Project
    let history: History
    let url: String

    /// The answers at a moment, for each file that it is about.
    func answers(at moment: Moment) -> [Answer] {
        let words =
            if let target = moment.target {
                ["check", "--target", target, "--source", moment.source, "--format", "json"]
            } else { ["status", "--all", "--source", moment.source, "--format", "json"] }
        let command = Command(
            program, words, in: history.repository.path, environment: environment, deadline: .seconds(600))
        let output = Subprocess.run(command)
        let reply = try? JSON.parse(output.standardOutput)
        let said = Dictionary(
            (reply?["migrations"]?.elements ?? []).compactMap { migration -> (Int, JSON)? in
                guard let path = migration["path"]?.string, let index = history.file(at: path) else { return nil }
                return (index, migration)
            }
        ) { first, _ in first }
        let verdict = reply?["verdict"]?.string
        let standings = said.mapValues { $0["environments"]?.elements?.first }
        return moment.files.map { index, hasRun in
            let standing = standings[index] ?? nil
            return Answer(
                project: project.folder, file: project.files[index].name, kind: moment.kind, moment: moment.name,
                said: Inquiry.state(standing, verdict) ?? "no answer: \(Inquiry.reason(reply, output))",
                isSafe: verdict == Verdict.safe.rawValue, hasRun: hasRun, count: moment.count, end: moment.end,
                wouldFail: Inquiry.wouldFail(standing),
                hasUnverified: !(standing?["unverified"]?.elements ?? []).isEmpty, detail: Inquiry.detail(standing))
        }
    }

    /// Nothing of the person's own settings, and production where the files run.
    private var environment: [String: String?] {
        var environment: [String: String?] = history.repository.environment
        environment["TREEGUARD_TTY"] = "0"
        environment["TREEGUARD_PRODUCTION_URL"] = url
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] { environment.updateValue(nil, forKey: name) }
        return environment
    }

    /// The state by what a merge would do: with SAFE, everything is said to be applied, whatever the file's own state.
    private static func state(_ standing: JSON?, _ verdict: String?) -> String? {
        guard let state = standing?["state"]?.string else { return nil }
        return verdict == Verdict.safe.rawValue ? MigrationState.applied.rawValue : state
    }

    private static func reason(_ reply: JSON?, _ output: CommandOutput) -> String {
        let failure = reply?["error"] ?? reply?["environments"]?.elements?.first?["error"]
        if let why = failure?["why"]?.string { return why }
        if let problem = reply?["problems"]?.elements?.first?["message"]?.string { return problem }
        let last = output.errorText.split(separator: "\n").last.map(String.init)
        return "\(output.end)" + (last.map { ", \($0)" } ?? "")
    }

    private static func wouldFail(_ standing: JSON?) -> String? {
        let failing = standing?["obstacles"]?.elements?.first { $0["certainty"]?.string == "would-fail" }
        guard let failing else { return nil }
        return "line \(failing["line"]?.integer ?? 0): \(failing["message"]?.string ?? "")"
    }

    private static func detail(_ standing: JSON?) -> String {
        for (member, words) in [
            ("missing", "missing: "), ("differs", "differs: "), ("stillThere", "still there: "), ("reasons", ""),
            ("unverified", "unverified: "),
        ] {
            if let first = standing?[member]?.elements?.first?.string { return words + first }
        }
        return ""
    }
}
