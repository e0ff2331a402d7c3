import Testing

/// The text form of a scenario can be read, and written back as it was.
@Suite struct ScenarioFiles {
    private let text = """
        # Why.
        needs: postgresql

        --- a/b.sql ---
        SELECT 1; -- $ not a command

        ---
        $ cat <<E
        > two
        > E
        stdout:
          one

          two
        stderr:

        ! false
        exit: 1

        """

    @Test func isWrittenAsItWasRead() throws {
        #expect(try Scenario(text).text == text)
        #expect(try Scenario(text).parts.contains(.needsDatabase))
    }

    @Test func aStepHoldsWhatIsExpectedOfIt() throws {
        let steps = try Scenario(text).parts.compactMap { part in
            if case .step(let step) = part { step } else { nil }
        }
        #expect(
            steps == [
                Scenario.Step(
                    line: 8, mustSucceed: true, command: ["cat <<E", "two", "E"], output: ["one", "", "two"], error: []),
                Scenario.Step(line: 17, mustSucceed: false, command: ["false"], exit: 1),
            ])
    }

    @Test(arguments: [("$ true\nstdot:\n", 2), ("$true\n", 1), ("\n--- a ---\nx\n", 2)])
    func whatIsNotUnderstoodIsNamed(text: String, line: Int) {
        let error = #expect(throws: Scenario.Misunderstood.self) { try Scenario(text) }
        #expect(error?.line == line)
    }
}
