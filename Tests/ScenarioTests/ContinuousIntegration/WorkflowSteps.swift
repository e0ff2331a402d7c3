import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// One step of a job, as docs/ci.md has it in YAML.
struct WorkflowStep {
    /// The shell's lines; nil where the runner does it itself (`uses:`).
    let script: String?
    /// The action of the runner.
    let action: String?
    let reference: String?
    let environment: [String: String]
}

/// A job of docs/ci.md, read by a YAML parser that is not ours.
struct WorkflowJob {
    let events: [String]
    let steps: [WorkflowStep]

    /// The jobs of the page, in its order: GitHub's, GitLab's, GitHub's for forks.
    static func all() throws -> [WorkflowJob] {
        let python = try PythonPackages.virtualEnvironment() + "/bin/python"
        let text = try runProgram(python, "-c", reader, standardInput: ProjectFolder.text(of: "docs/ci.md"))
        return try JSON(reading: text).elements.map(WorkflowJob.init)
    }

    private init(_ json: JSON) {
        events = json["events"].elements.compactMap(\.word)
        steps = json["steps"].elements.map { step in
            var environment: [String: String] = [:]
            if case .object(let members) = step["env"] {
                for member in members { environment[member.name] = member.value.word }
            }
            return WorkflowStep(
                script: step["run"].word, action: step["uses"].word, reference: step["ref"].word,
                environment: environment)
        }
    }

    private static let reader = """
        import json, re, sys, yaml
        jobs = []
        for block in re.findall(r"```yaml\\n(.*?)```", sys.stdin.read(), re.S):
            page = yaml.safe_load(block)
            if "jobs" in page:
                # YAML takes the word `on` for a yes.
                (job,) = page["jobs"].values()
                steps = [dict(step, ref=step.get("with", {}).get("ref")) for step in job["steps"]]
                jobs.append({"events": list(page[True]), "steps": steps})
            else:
                (job,) = page.values()
                env = {name: str(value) for name, value in job["variables"].items()}
                jobs.append({"events": ["merge_request_event"],
                             "steps": [{"uses": "checkout", "env": env}, {"run": "\\n".join(job["script"])}]})
        print(json.dumps(jobs))
        """
}

extension JSON {
    fileprivate subscript(name: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members.first { $0.name == name }?.value ?? .null
    }

    fileprivate var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    fileprivate var word: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
