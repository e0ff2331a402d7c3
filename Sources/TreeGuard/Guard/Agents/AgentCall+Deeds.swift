extension AgentCall {
    /// The relevant actions of the call.
    package func actions(alias: @escaping (String, AgentPlace) -> String?) -> [AgentDeed] {
        switch act {
        case .nothingOfOurs: return []
        case .leaveWorktree: return [.removeWorktree(nil, AgentPlace())]
        case .shell(let line): return AgentDeed.all(in: line, alias: alias)
        case .edit(let files):
            var search = AgentActions(alias: alias)
            for file in files { search.written(ShellWord(file)) }
            return search.actions
        }
    }
}
