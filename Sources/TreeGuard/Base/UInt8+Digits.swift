extension UInt8 {
    /// True if it is an ASCII digit.
    package var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }
    /// True if it is an ASCII letter.
    package var isLetter: Bool { UInt8(ascii: "a") <= lowercased && lowercased <= UInt8(ascii: "z") }
    /// The ASCII letter in lower case; any other byte as it is.
    package var lowercased: UInt8 { UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
