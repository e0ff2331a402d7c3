extension Collection {
    /// The element at a place, counted from the front. Where there is none, the test fails and the others go on: a plain
    /// `[1]` would end the whole run, without a word on which test it was.
    package subscript(at place: Int) -> Element {
        get throws {
            guard place >= 0, let index = index(startIndex, offsetBy: place, limitedBy: endIndex), index < endIndex
            else {
                throw NoElement(place: place, count: count, all: "\(self)")
            }
            return self[index]
        }
    }
}

/// A collection is shorter than a test takes it to be.
package struct NoElement: Error, CustomStringConvertible {
    fileprivate let place: Int
    fileprivate let count: Int
    fileprivate let all: String

    package var description: String { "there is no element \(place) among \(count): \(all.prefix(400))" }
}
