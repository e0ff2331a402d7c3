import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// How far a long statement has come is shown while it runs, at a terminal and nowhere else.
@Suite struct LiveProgress {
    /// The index is not done before somebody lets it: at the thousandth row it waits, without a lock, for the lock of
    /// a session to go.
    private static let key = """
        CREATE TABLE large (id int, words text);
        INSERT INTO large SELECT n, repeat('word ', 50) FROM generate_series(1, 3000) n;
        CREATE FUNCTION key_of(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
            WHILE id = 1000 AND NOT pg_try_advisory_xact_lock_shared(4711) LOOP PERFORM pg_sleep(0.05); END LOOP;
            RETURN id;
        END $$;
        ANALYZE large;
        """

    private static var line: Regex<Substring> {
        #/\ \ line\ 2:\ CREATE\ [A-Za-z_ ]*\.\.\.\ \ \d[^\n]*\ \ building\ index:\ scanning\ table,\ \d+\ of\ \d+\ blocks/#
    }

    private func team() throws -> (DeployingTeam, Watchdog) {
        let team = try DeployingTeam(
            "retries = 0", ["migrations/001_index.sql": "SELECT 1;\nCREATE INDEX large_key ON large (key_of(id));\n"])
        try team.database.execute(Self.key)
        let holder = try team.holding("SELECT pg_advisory_lock(4711)")
        return (team, holder)
    }

    @Test func atATerminalStatementAndBlocksAreShown() throws {
        let (team, holder) = try team()
        let terminal = try team.terminal("treeguard deploy --yes")
        #expect(terminal.shows("building index: scanning table, "), "\(terminal.text)")
        #expect(terminal.shows(" blocks"))
        let line = terminal.text.split(separator: "\u{1B}[K").last { $0.contains(" blocks") } ?? ""
        #expect(line.prefixMatch(of: Self.line) != nil, "\(line)")
        holder.end()
        #expect(terminal.shows("code 0"), "\(terminal.text)")
        // The line is wiped, and what follows begins where it began.
        #expect(terminal.text.contains("\r\u{1B}[Kdeployed to production"), "\(terminal.text)")
    }

    @Test func elsewhereNothingOfItIsPrinted() throws {
        let (team, holder) = try team()
        let outputs = simultaneously([true, false]) { deploys -> Result<CommandOutput?, any Error> in
            Result {
                if deploys { return try team.treeguard("deploy", "--yes") }
                // Long enough that a terminal would have shown it.
                try #require(try eventually { try team.isBusy(with: "CREATE INDEX") })
                Clock.pause(for: .seconds(2))
                holder.end()
                return nil
            }
        }
        let output = try #require(try outputs.compactMap { try $0.get() }.first)
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(output.errorText == "treeguard: migrations/001_index.sql ...\n")
        #expect(!output.outputText.contains("\u{1B}") && !output.outputText.contains("blocks"))
    }
}
