import Glibc

/// Lends words as C strings for libpq, nil as NULL. The copies are wiped afterwards: one may be a password.
func withCStrings<Result>(_ words: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    let copies = words.map { word in word.flatMap { strdup($0) } }
    defer {
        for copy in copies {
            guard let copy else { continue }
            memset(copy, 0, strlen(copy))
            free(copy)
        }
    }
    return body(copies.map { UnsafePointer($0) })
}
