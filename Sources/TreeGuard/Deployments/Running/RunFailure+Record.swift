import TreeGuardBase
import TreeGuardSchema

extension RunFailure {
    /// For the record, which others read and which outlives the rows: what kind of failure, and where. The server's words
    /// are for whoever ran it, for they may quote rows.
    package var recorded: String {
        let condition = state.map { state in
            " \(state)" + (SQLState.conditionName(of: state).map { " \($0)" } ?? "")
        }
        let line = instruction?.range.map { ", line \($0.line)" }
        return failure.code.rawValue + (condition ?? "") + (line ?? "")
    }
}
