/// Work that takes the longer the larger the table is, done under a lock that others wait for. Named by what is found.
package enum HazardKind: String, Hashable, Sendable, CaseIterable {
    case indexBlocksWrites = "index-blocks-writes"
    case reindexBlocksWrites = "reindex-blocks-writes"
    case constraintBuildsIndex = "constraint-builds-index"
    case exclusionBuildsIndex = "exclusion-builds-index"
    case foreignKeyScans = "foreign-key-scans"
    case checkScans = "check-scans"
    case notNullScans = "not-null-scans"
    case columnRewritesTable = "column-rewrites-table"
    case typeChangeRewritesTable = "type-change-rewrites-table"
    case typeChangeScans = "type-change-scans"
    case tableIsRewritten = "table-is-rewritten"
    case refreshBlocksReads = "refresh-blocks-reads"
    case partitionScans = "partition-scans"
    case domainScans = "domain-scans"
    case validationUnderLock = "validation-under-lock"
    case rowsUnderLock = "rows-under-lock"
}
