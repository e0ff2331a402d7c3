import CPgQuery
import TreeGuardSchema

/// Reads a scanned text piece by piece, many at a time where the parser accepts them.
struct Reader {
    private let bytes: Bytes
    private var pieces: Pieces
    private var positions: Positions
    private var statements: [Statement] = []
    /// Kept for whoever is going to run them; a check has no use for them, and they are large.
    private var instructions: [Instruction]?

    /// The bytes that are given to the parser at once. Its tree takes about fifty times as much memory.
    private static let batchSize = 1 << 18

    init(_ bytes: Bytes, keepsInstructions: Bool = false) {
        self.bytes = bytes
        instructions = keepsInstructions ? [] : nil
        pieces = Scanner.pieces(of: bytes)
        positions = Positions(bytes)
    }

    mutating func readInstructions() -> [Instruction] {
        _ = read()
        return instructions ?? []
    }

    mutating func read() -> [Statement] {
        var first = 0
        while first < pieces.all.count {
            let piece = pieces.all[first]
            guard case .sql = piece.kind else {
                append([Reader.meaning(of: piece.kind)], piece.start, piece.end)
                first += 1
                continue
            }
            var last = first + 1
            while last < pieces.all.count, case .sql = pieces.all[last].kind, !pieces.all[last - 1].endsBatch,
                pieces.all[last].end - piece.start <= Reader.batchSize
            {
                last += 1
            }
            read(pieces.all[first..<last])
            first = last
        }
        return statements
    }

    private static func meaning(of kind: Piece.Kind) -> Statement.Kind {
        switch kind {
        case .metaCommand(let command): command.meaning
        case .unreadable(let reason): .unanalysable(reason: reason)
        case .largeData(let command): .data(command: command)
        case .sql: .unanalysable(reason: "it was not read")
        }
    }

    /// Should one piece be wrong, the parser refuses all of them: then each is read alone.
    private mutating func read(_ batch: ArraySlice<Piece>) {
        do {
            try parse(batch)
        } catch {
            guard batch.count > 1 else { return fail(batch, error) }
            for index in batch.indices { read(batch[index...index]) }
        }
    }

    private mutating func fail(_ batch: ArraySlice<Piece>, _ error: SyntaxError) {
        for piece in batch {
            append([.unanalysable(reason: reason(for: piece, error))], piece.start, piece.end)
        }
    }

    private func reason(for piece: Piece, _ error: SyntaxError) -> String {
        guard let variable = piece.variable else { return error.message }
        var end = variable + 1
        while end < piece.end, !Lexical.isSpace(bytes.base[end]), end - variable < 40 { end += 1 }
        return "\(error.message): \(bytes.text(variable..<end)) is a variable that the text does not set"
    }

    private mutating func parse(_ batch: ArraySlice<Piece>) throws(SyntaxError) {
        guard let start = batch.first?.start, let end = batch.last?.end else { return }
        let tree = try ParseTree.parsing(buffer(start..<end))
        guard !tree.statements.isEmpty else { throw SyntaxError(message: "the parser saw no statement") }
        var pieces = batch
        for raw in tree.statements {
            guard let raw, let node = raw.pointee.stmt else { continue }
            let location = start + Int(raw.pointee.stmt_location)
            let first = bytes.endOfTrivia(from: location)
            // The parser counts what trails a statement to it, the scanner does not. Should they ever disagree on
            // where a statement starts, the parser's word counts.
            while let piece = pieces.first, piece.start < first { pieces.removeFirst() }
            var last = raw.pointee.stmt_len == 0 ? end : location + Int(raw.pointee.stmt_len)
            var rows: Range<Int>?
            if let piece = pieces.first, piece.start == first, piece.end <= last {
                (last, rows) = (piece.end, piece.rows)
            }
            var reads = ReadRelations.names(in: node)
            // Thousands of rows for one table share its name.
            if let previous = statements.last?.reads, previous == reads { reads = previous }
            append(
                Statement.Kind.folding(node), clauses: Clauses.parts(of: node), reads: reads, first, last, node, rows)
        }
    }

    private mutating func append(
        _ kinds: [Statement.Kind], clauses: [Declaration.Part] = [], reads: [ObjectName] = [], _ start: Int, _ end: Int,
        _ node: Node? = nil, _ rows: Range<Int>? = nil
    ) {
        let range = positions.range(start, end)
        let folded = kinds.enumerated().map { number, kind in
            if case .doBlock("plpgsql", let body) = kind, let inner = DoBlock.statements(in: body, at: range) {
                return Statement(.block(inner), at: range)
            }
            return Statement(kind, clauses: number == 0 ? clauses : [], reads: reads, at: range)
        }
        statements += folded
        instructions?.append(
            Instruction(
                bytes.text(start..<end), folded, node.map { Execution($0) } ?? Execution(),
                rows: rows.map { Array(UnsafeBufferPointer(start: bytes.base, count: bytes.count)[$0]) }))
    }

    /// A stretch of the text, blanked where psql's commands stand, with a NUL at its end.
    private func buffer(_ range: Range<Int>) -> [CChar] {
        var copy = [CChar](
            UnsafeBufferPointer(
                start: UnsafeRawPointer(bytes.base + range.lowerBound).assumingMemoryBound(to: CChar.self),
                count: range.count))
        for blank in pieces.blanks where blank.overlaps(range) {
            for index in blank.clamped(to: range) { copy[index - range.lowerBound] = CChar(0x20) }
        }
        copy.append(0)
        return copy
    }
}
