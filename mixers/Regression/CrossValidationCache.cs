using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Mixers.Corpus;

namespace Curation.Mixers.Regression;

/// <summary>Cross-validated scores of all regressions, kept by the hash of mixes and scores: they are what a fit takes longest for.</summary>
/// <param name="folder">Where they lie; null keeps none.</param>
sealed class CrossValidationCache(string? folder)
{
    /// <summary>Raised when regressions or folds change.</summary>
    const string Version = "cv-2";

    /// <summary>Measures the scores, or reads those that are there.</summary>
    public IReadOnlyList<RegressionScore> Score(double[][] mixes, double[] scores, int seed)
    {
        if (folder is null) return CrossValidation.Score(Regressors.All, mixes, scores, seed);
        var path = Path.Combine(folder, ContentHash.Of(mixes, scores, seed, Version) + ".json");
        if (File.Exists(path)) return JsonSerializer.Deserialize<RegressionScore[]>(File.ReadAllText(path), StrictJson.Options)!;
        var measured = CrossValidation.Score(Regressors.All, mixes, scores, seed);
        Directory.CreateDirectory(folder);
        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(measured, StrictJson.Options));
        File.Move(path + ".tmp", path, overwrite: true);
        return measured;
    }
}
