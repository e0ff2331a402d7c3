import TreeGuardBase
import TreeGuardSchema

extension RunFailure {
    /// The failure for the record, which others read and which outlives the rows: its kind and place. The server's own
    /// message goes only to the user who ran it, because it may quote rows.
    package var recorded: String {
        let condition = state.map { state in
            " \(state)" + (SQLState.conditionName(of: state).map { " \($0)" } ?? "")
        }
        let line = instruction?.range.map { ", line \($0.line)" }
        return failure.code.rawValue + (condition ?? "") + (line ?? "")
    }
}
