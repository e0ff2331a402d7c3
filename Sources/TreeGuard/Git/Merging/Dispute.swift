import TreeGuardBase
import TreeGuardMigrations

/// One path that both sides changed differently.
struct Dispute {
    enum Outcome {
        case entry(Entry?)
        case text([UInt8])
    }

    let path: RepositoryPath
    let base: Entry?
    let ours: Entry?
    let theirs: Entry?

    /// The blobs needed to merge the path; none if it is not merged line by line.
    func needsTexts(isVirtual: Bool) -> [ObjectID] {
        guard let ours, let theirs, ours.kind == .file, theirs.kind == .file else { return [] }
        // Without a common ancestor, two different files always conflict.
        guard let base else { return isVirtual ? [ours.id, theirs.id] : [] }
        return base.kind == .file ? [base.id, ours.id, theirs.id] : []
    }

    /// The merged entry, and whether the two sides conflict. On conflict the source's version lands. Between two
    /// ancestors (`isVirtual`) it is a version that makes any later change visible: both texts with markers, or the
    /// base.
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
