import TreeGuardBase

/// The two pages that treeguard begins for a team: what is between marks is made anew on every run, the rest is theirs.
package enum PageTemplate: String, Hashable, Sendable, CaseIterable {
    /// The pending deployment: what, why, how, and what came of it.
    case pending
    /// The checklist.
    case checklist

    package func page(_ contents: PageContents, on day: String) -> String {
        MarkedPage.new(sections(contents, on: day))
    }

    private func sections(_ contents: PageContents, on day: String) -> [PageSection] {
        let made = contents.parts
        let part = { (name: String) in PageSection.made(name, made[name] ?? "") }
        let source = "\(Escaped(contents.source))"
        let hint = """

            **Created**: \(day)

            > What stands between `treeguard:` marks is made anew by `treeguard plan --write`. Everything else is yours, and stays.

            """
        switch self {
        case .pending:
            return [
                .own("# Pending deployment: \(source)\n"), part("status"), .own(hint),
                .own("## Context\n\n_Why the change needs these migrations, and who should know._\n"),
                .own("## What it brings\n"), part("files"), .own("\n## Locks and hazards\n"), part("locks"),
                .own("\n## How to deploy\n"), part("deploy"), .own("\n## Verification\n"), part("verification"),
                .own("\n## Rollback\n"), part("rollback"),
                .own(
                    """

                    ## After the deployment

                    - [ ] `treeguard check` says READY TO MERGE
                    - [ ] The queries above print what is expected
                    - [ ] The application's log shows no database errors
                    - [ ] What the change is for works in production

                    ## Sign-off

                    **Deployed by**: _______________
                    **Deployment date**: _______________
                    **Verified by**: _______________
                    """),
            ]
        case .checklist:
            return [
                .own("# Deployment checklist: \(source)\n"), part("status"), .own(hint),
                .own(
                    """
                    ## Before the deployment

                    - [ ] 1. The migrations ran on a local database, and the application works with them
                    - [ ] 2. `treeguard rehearse` ran them on a copy of production's schema
                    - [ ] 3. Each file was reviewed: nothing is dropped that is needed, keys and indexes are right

                    """), part("review"),
                .own("\n- [ ] 4. The team knows, and a backup is at hand\n\n## Deployment\n\n- [ ] 5. Deployed\n"),
                part("deploy"), .own("\n- [ ] 6. Verified\n"), part("verification"),
                .own(
                    """

                    ## After the deployment

                    - [ ] 7. Generated files and documents are up to date, and committed
                    - [ ] 8. Temporary access to the database is taken back: `treeguard firewall list`
                    - [ ] 9. Logs were watched for a while

                    ## Rollback plan

                    """), part("rollback"),
                .own(
                    "\n## Sign-off\n\n**Deployed by**: _______________\n**Date**: _______________\n**Ready to merge**: ☐"
                ),
            ]
        }
    }
}
