using Curation.Core.Contracts;
using Curation.Stages.Dedup.Exact;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Stages.Dedup;

/// <summary>Removal of duplicates.</summary>
public static class DedupCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddDedup(this StageCatalog catalog) => catalog
        .Stage<ExactDedup, ExactDedupOptions>()
        .Stage<MinHashDedup, MinHashDedupOptions>();
}
