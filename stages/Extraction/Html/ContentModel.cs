using System.Globalization;
using Curation.Stages.Kernels;

namespace Curation.Stages.Extraction.Html;

/// <summary>
/// How likely a block is content: a logistic regression over <see cref="ContentFeatures"/>. The weights were fitted to annotated pages of
/// seven kinds (docs/extraction.md says how); a line of <c>ContentWeights.txt</c> is a feature's name and its weight.
/// </summary>
/// <param name="bias">What a block of no features has.</param>
/// <param name="weights">A weight a feature, in the order of <see cref="ContentFeatures.Names"/>.</param>
sealed class ContentModel(float bias, float[] weights)
{
    /// <summary>The model with the weights that come with the program.</summary>
    public static ContentModel Default { get; } = Read();

    /// <summary>Likelihood, 0 to 1.</summary>
    public float Score(ReadOnlySpan<float> features) => 1 / (1 + MathF.Exp(-(bias + FloatRows.Dot(features, weights))));

    static ContentModel Read()
    {
        using var stream = typeof(ContentModel).Assembly.GetManifestResourceStream("Curation.Stages.Extraction.Html.ContentWeights.txt")!;
        using var reader = new StreamReader(stream);
        var byName = new Dictionary<string, float>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [var name, var weight]) byName.Add(name, float.Parse(weight, CultureInfo.InvariantCulture));
        return new(byName["bias"], [.. ContentFeatures.Names.Select(n => byName.GetValueOrDefault(n))]);
    }
}
