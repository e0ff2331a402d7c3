import CPgQuery
import TreeGuardSchema

extension Statement.CreateTrigger {
    init?(_ create: PgQuery__CreateTrigStmt) {
        guard let relation = create.relation, let function = ObjectName(create.n_funcname, create.funcname)
        else { return nil }
        // The bits are TRIGGER_TYPE_* of catalog/pg_trigger.h, as in pg_trigger.tgtype.
        let timing: Trigger.Timing =
            create.timing & 1 << 6 != 0 ? .insteadOf : create.timing & 1 << 1 != 0 ? .before : .after
        let bits: [(Int32, Trigger.Event)] = [(2, .insert), (3, .delete), (4, .update), (5, .truncate)]
        let trigger = Trigger(
            timing: timing, events: Set(bits.filter { create.events & 1 << $0.0 != 0 }.map(\.1)),
            columns: names(create.n_columns, create.columns), isForEachRow: create.row != 0,
            condition: create.when_clause.map { Expression($0) }, function: function,
            arguments: nodes(create.n_args, create.args).map(\.optionText), isConstraint: create.isconstraint != 0,
            isDeferrable: create.deferrable != 0, isInitiallyDeferred: create.initdeferred != 0,
            transitionTables: nodes(create.n_transition_rels, create.transition_rels).compactMap(\.transitionTable),
            referencedTable: create.constrrel.map { ObjectName($0) })
        self.init(
            name: string(create.trigname), table: ObjectName(relation), trigger: trigger,
            orReplace: create.replace != 0)
    }
}

extension Node {
    fileprivate var transitionTable: String? {
        guard kind == PG_QUERY__NODE__NODE_TRIGGER_TRANSITION else { return nil }
        let transition = pointee.trigger_transition.pointee
        return (transition.is_new != 0 ? "new " : "old ") + string(transition.name)
    }
}
