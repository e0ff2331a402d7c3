extension Failure {
    /// As a terminal shows it: what, why, and what to do next.
    package func text(style: TextStyle) -> String {
        """
        \(style.paint("error:", .bold, .red)) \(what)
          \(style.paint("why:", .bold))  \(why)
          \(style.paint("next:", .bold)) \(next)

        """
    }

    /// As a script reads it: the members of a check that never came about.
    package var json: JSON {
        .object([
            "verdict": "ERROR",
            "exit": .number(Int(code.exit.rawValue)),
            "error": .object([
                "code": .string(code.rawValue), "what": .string(what), "why": .string(why), "next": .string(next),
            ]),
        ])
    }
}
