extension Array {
    /// The index of the entry that several keys of one section fill in; a new one is appended if it is missing.
    mutating func place(of isMeant: (Element) -> Bool, else make: @autoclosure () -> Element) -> Int {
        if let known = firstIndex(where: isMeant) { return known }
        append(make())
        return count - 1
    }
}
