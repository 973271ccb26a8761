using Curation.Core.Contracts;

namespace Curation.Encoders;

/// <summary>Classifiers that are transformer encoders.</summary>
public static class EncodersCatalog
{
    /// <summary>Adds the family to the catalog, a line a component.</summary>
    public static StageCatalog AddEncoders(this StageCatalog catalog) => catalog
        .Stage<EncoderClassifierStage, EncoderClassifierOptions>();
}
