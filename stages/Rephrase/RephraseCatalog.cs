using Curation.Core.Contracts;

namespace Curation.Stages.Rephrase;

/// <summary>Questions with answers and rephrasings, all of them grounded in their source.</summary>
public static class RephraseCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddRephrase(this StageCatalog catalog) => catalog
        .Stage<StructureQa.StructureQaStage, StructureQa.StructureQaOptions>()
        .Stage<Selection.TokenSelectionStage, Selection.TokenSelectionOptions>()
        .Stage<RephraseStage, RephraseOptions>();
}
