import CGit2

/// The line-by-line merge of three texts, with markers at conflicts (`git_merge_file`); nil if one of them is binary.
/// It needs no repository, so both backends use it.
func mergedText(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> (text: [UInt8], isClean: Bool)? {
    guard ![base, ours, theirs].contains(where: isBinary) else { return nil }
    LibGit2.start()
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    let code = withInput(base) { base in
        withInput(ours) { ours in
            withInput(theirs) { theirs in git_merge_file(&result, &base, &ours, &theirs, nil) }
        }
    }
    guard code == 0 else { return nil }
    let bytes = UnsafeRawBufferPointer(start: result.ptr, count: result.len)
    return (Array(bytes), result.automergeable != 0)
}

/// True for binary content, by git's own rule: a NUL among the first 8000 bytes.
private func isBinary(_ content: [UInt8]) -> Bool { content.prefix(8000).contains(0) }

private func withInput(_ content: [UInt8], _ body: (inout git_merge_file_input) -> Int32) -> Int32 {
    var input = git_merge_file_input()
    let code = git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
    guard code == 0 else { return code }
    return content.withUnsafeBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
            input.ptr = characters.baseAddress
            input.size = characters.count
            return body(&input)
        }
    }
}
