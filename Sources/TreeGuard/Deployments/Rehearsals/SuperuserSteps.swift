import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The statements of a rehearsal that need a superuser. Their exact texts are stored before any code of a branch runs.
/// A function owned by the superuser runs one of them by its number, and nothing else, whoever calls it.
package struct SuperuserSteps: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package var text: String
        package var kind: SuperuserStep
    }

    package private(set) var steps: [Step] = []
    private let surroundings: CopiedSurroundings

    package static let schema = "treeguard_rehearsal"

    /// - Parameter read: returns the step for a statement's text; nil for any other statement
    package init(
        of texts: [String], on surroundings: CopiedSurroundings, read: (String) -> SuperuserStep?
    ) {
        self.surroundings = surroundings
        for text in texts where !steps.contains(where: { $0.text == text }) {
            guard let kind = read(text), mayRun(kind) else { continue }
            steps.append(Step(text: text, kind: kind))
        }
    }

    /// True if the deployer may run it in production.
    private func mayRun(_ kind: SuperuserStep) -> Bool {
        switch kind {
        case .role: surroundings.deployerMakesRoles
        case .createExtension, .dropExtension: surroundings.deployerIsSuperuser
        }
    }

    /// The call that is sent in place of the text; nil if the text itself is sent.
    package func replacement(for text: String) -> String? {
        guard let index = steps.firstIndex(where: { $0.text == text }) else { return nil }
        return "SELECT \(SuperuserSteps.schema).run(\(index), pg_catalog.current_schema()::pg_catalog.text)"
    }

    /// The script that the superuser runs in the copy's database before it disconnects.
    package var preparations: String {
        guard !steps.isEmpty else { return "" }
        let schema = SuperuserSteps.schema
        let rows = steps.enumerated().map { index, step in
            "(\(index), \(SQLWords.literal(step.text + after(step))), \(needsSchema(step)))"
        }
        return """
            SET search_path = pg_catalog, pg_temp;
            CREATE SCHEMA \(schema);
            GRANT USAGE ON SCHEMA \(schema) TO PUBLIC;
            CREATE TABLE \(schema).step (id integer PRIMARY KEY, text text NOT NULL, needs_schema boolean NOT NULL);
            INSERT INTO \(schema).step VALUES \(rows.joined(separator: ", "));
            CREATE FUNCTION \(schema).run(number integer, place text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS $run$
            DECLARE
                step record;
            BEGIN
                SELECT s.text, s.needs_schema INTO STRICT step FROM \(schema).step s WHERE s.id = number;
                EXECUTE step.text
                    || CASE WHEN step.needs_schema THEN pg_catalog.format(' SCHEMA %I', place) ELSE '' END;
                \(Disarming.statement);
            END $run$;

            """
    }

    private func needsSchema(_ step: Step) -> Bool { step.kind == .createExtension(namesSchema: false) }

    /// The grant after a step. In production, the role that creates a role may already do everything with it.
    private func after(_ step: Step) -> String {
        guard case .role(let name?) = step.kind, surroundings.deployerIsSuperuser else { return "" }
        let role = sqlIdentifier(name)
        return "; GRANT \(role) TO \(sqlIdentifier(surroundings.deployer)) WITH ADMIN OPTION"
            + "; GRANT \(CopiedSurroundings.makingRole) TO \(role)"
    }
}
