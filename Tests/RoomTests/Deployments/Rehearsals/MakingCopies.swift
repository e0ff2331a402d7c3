import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema

/// With what a copy is made, and what is said where it cannot be.
@Suite struct MakingCopies {
    private let production = Server(version: "16.4", majorVersion: 16, host: "db", database: "app")

    private func choice(_ installed: [Int]) throws(Failure) -> Int {
        try CopyVersion.choice(for: production, named: "production", installed: installed)
    }

    @Test func productionsOwnVersionIsTakenWhereItIsHere() throws {
        #expect(try choice([18, 16, 15]) == 16)
        #expect(CopyVersion.remark(16, for: production, named: "production") == nil)
    }

    @Test func theNextNewerOneStandsIn() throws {
        #expect(try choice([18, 17, 15]) == 17)
        #expect(
            CopyVersion.remark(17, for: production, named: "production")
                == "production is PostgreSQL 16.4, which is not installed here, so that PostgreSQL 17 stood in: "
                + "apt-get install postgresql-16 (where there is none: https://www.postgresql.org/download)")
    }

    @Test(arguments: [
        (
            [15, 14],
            "it is PostgreSQL 16.4, and the newest here is PostgreSQL 15, which can neither read nor run what a newer one has"
        ),
        ([], "it is PostgreSQL 16.4, and no server's programs (initdb, pg_ctl, postgres, psql) are on this machine"),
    ]) func anOlderOneIsNoUse(installed: [Int], why: String) throws {
        let failure = try #require(throws: Failure.self) { try choice(installed) }
        #expect(failure.code == .postgresMissing)
        #expect(failure.why == why)
        #expect(failure.next.hasPrefix("apt-get install postgresql-16"))
    }

    @Test(arguments: [
        (
            "pg_dump: error: aborting because of server version mismatch\npg_dump: detail: server version: 17.2; pg_dump version: 15.18\n",
            "pg_dump: error: aborting because of server version mismatch; pg_dump: detail: server version: 17.2; pg_dump version: 15.18",
            "install PostgreSQL's client programs"
        ),
        (
            "pg_dump: error: query failed: ERROR:  permission denied for table jobs\npg_dump: detail: Query was: LOCK TABLE public.jobs\n",
            "pg_dump: error: query failed: ERROR:  permission denied for table jobs",
            "GRANT pg_read_all_data TO \"a b\":"
        ),
        (
            "pg_dump: error: query failed: server closed the connection unexpectedly\n\tThis probably means the server terminated\n",
            "pg_dump: error: query failed: server closed the connection unexpectedly", "nothing of it was loaded"
        ),
        (
            "pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout\n",
            "pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout",
            "somebody holds a table locked"
        ),
        ("", "it ended without a word", "run pg_dump --schema-only"),
    ]) func whatADumpDiesOfIsToldWithWhatToDo(printed: String, why: String, next: String) {
        let complaint = DumpComplaint(printed, asking: "a b")
        #expect(complaint.why == why)
        #expect(complaint.next.hasPrefix(next), "\(complaint.next)")
    }
}
