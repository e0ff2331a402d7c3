import TreeGuardBase
import TreeGuardMigrations

/// One path that both sides changed, each in its own way.
struct Dispute {
    enum Outcome {
        case entry(Entry?)
        case text([UInt8])
    }

    let path: RepositoryPath
    let base: Entry?
    let ours: Entry?
    let theirs: Entry?

    /// The blobs that are needed to settle it: none, where it is no matter of lines.
    func needsTexts(isVirtual: Bool) -> [ObjectID] {
        guard let ours, let theirs, ours.kind == .file, theirs.kind == .file else { return [] }
        // Without a common ancestor two files that differ are in conflict, whatever they say.
        guard let base else { return isVirtual ? [ours.id, theirs.id] : [] }
        return base.kind == .file ? [base.id, ours.id, theirs.id] : []
    }

    /// The content that lands, and if the two sides disagree. On disagreement it is the source's version, except
    /// between two ancestors (`isVirtual`), where it is a version that makes any later change show: both texts with
    /// markers, or the base.
    func settled(with texts: [ObjectID: [UInt8]], isVirtual: Bool) -> (outcome: Outcome, isConflict: Bool) {
        let disagreement: (Outcome, Bool) = (.entry(isVirtual ? base : theirs), true)
        guard !needsTexts(isVirtual: isVirtual).isEmpty, let ours = (ours?.id).flatMap({ texts[$0] }),
            let theirs = (theirs?.id).flatMap({ texts[$0] })
        else { return disagreement }
        let ancestor = (base?.id).flatMap { texts[$0] } ?? []
        guard let merged = mergedText(base: ancestor, ours: ours, theirs: theirs) else { return disagreement }
        if merged.isClean || isVirtual { return (.text(merged.text), !merged.isClean) }
        return disagreement
    }
}
