extension Duration {
    /// The duration for people: "0.3 s", "4 min 10 s".
    package var spoken: String {
        let (seconds, attoseconds) = components
        let tenths = seconds * 10 + attoseconds / 100_000_000_000_000_000
        if seconds < 10 { return "\(tenths / 10).\(tenths % 10) s" }
        if seconds < 120 { return "\(seconds) s" }
        if seconds < 7200 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
