using Curation.Core.Contracts;

namespace Curation.Stages.Dedup;

/// <summary>Removal of duplicates.</summary>
public static class DedupCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddDedup(this StageCatalog catalog) => catalog;
}
