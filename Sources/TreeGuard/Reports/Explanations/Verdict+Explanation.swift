import TreeGuardVerdicts

extension Verdict {
    var explanationText: Explanation.Text {
        switch self {
        case .safe:
            Explanation.Text(
                """
                Nothing stands in the way of the merge: either no migration changes between the two branches, or every \
                one that does is in production already, by the framework's own ledger and by what really exists there.
                """,
                because: [
                    "No migration is new, edited or removed. Then no database is asked.",
                    "Every migration is applied. Statements that leave no trace in the catalog (INSERT, UPDATE, DO "
                        + "blocks) cannot be verified: they are counted and named.",
                ],
                so: ["Merge."], example: "treeguard check && git merge feature")
        case .needsMigration:
            Explanation.Text(
                """
                The code would reach the branch before its migrations reach production. All that is missing there is \
                missing altogether, so a plain deployment puts it right.
                """,
                because: ["Migrations of this change have not been run in production yet."],
                so: [
                    "Deploy them, in their order: with the framework's own command, or as treeguard check prints it.",
                    "Then treeguard check again: it looks whether everything arrived.",
                    "Are they to run as part of the release, after the merge? Then let them be a merge of their own, "
                        + "before the code that needs them.",
                ],
                example: """
                    treeguard deploy --env production
                    treeguard check
                    """)
        case .partialMigration:
            Explanation.Text(
                """
                Production has some of what this change brings, and not all of it; or it has it in a way that the \
                framework's ledger does not tell. Look before you deploy: running everything again may fail.
                """,
                because: [
                    "The first migrations are deployed and the others are not. That is a clean prefix: deploying the "
                        + "rest is safe, and the report says so.",
                    "A deployment stopped half way: a statement failed outside a transaction, or CREATE INDEX "
                        + "CONCURRENTLY left an INVALID index.",
                    "Somebody ran SQL by hand (untracked), or something was dropped later (missing).",
                    "A file was edited after it had been applied (edited), or numbered below what is applied (skipped).",
                ],
                so: [
                    "treeguard check --verbose names every object; treeguard explain STATE says what each state wants."
                ])
        case .error:
            Explanation.Text(
                """
                Nobody can say whether the merge is safe. That is an answer of its own: it is never taken for \
                "nothing to do".
                """,
                because: [
                    "Production could not be asked: a firewall, a VPN that is off, wrong credentials, a server that is "
                        + "down or asleep.",
                    "A migration is unknown: its file or the ledger could not be read, or it leaves nothing behind that "
                        + "could be verified.",
                ],
                so: [
                    "Follow the line `next:` of the report, then run treeguard check again.",
                    "No way to production from here? Let a machine that has one run treeguard check.",
                ])
        }
    }
}
