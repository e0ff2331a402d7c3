extension Column.DefaultValue {
    var expression: Expression? {
        switch self {
        // The server stores DEFAULT NULL as no default.
        case .none, .expression(.null), .expression(.cast(.null, _)): nil
        case .expression(let expression): expression
        }
    }
}

extension Column.Generated {
    var expression: Expression? {
        if case .stored(let expression) = self { return expression }
        return nil
    }
}
