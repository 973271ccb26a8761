using System.Globalization;

namespace Curation.Stages.Extraction.Html;

/// <summary>
/// How likely a block is content: a logistic regression over <see cref="ContentFeatures"/>. The weights were fitted to annotated pages of
/// seven kinds (docs/extraction.md says how); a line of <c>ContentWeights.txt</c> is a feature's name and its weight.
/// </summary>
static class ContentModel
{
    static readonly float[] s_weights = Read(out s_bias);
    static readonly float s_bias;

    /// <summary>Likelihood, 0 to 1.</summary>
    public static float Score(ReadOnlySpan<float> features) => 1 / (1 + MathF.Exp(-(s_bias + Dot(features, s_weights))));

    static float Dot(ReadOnlySpan<float> features, ReadOnlySpan<float> weights)
    {
        // In order and one by one, so that every machine gets the same sum.
        var sum = 0f;
        for (var i = 0; i < features.Length; i++) sum += features[i] * weights[i];
        return sum;
    }

    static float[] Read(out float bias)
    {
        using var stream = typeof(ContentModel).Assembly.GetManifestResourceStream("Curation.Stages.Extraction.Html.ContentWeights.txt")!;
        using var reader = new StreamReader(stream);
        var byName = new Dictionary<string, float>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [var name, var weight]) byName.Add(name, float.Parse(weight, CultureInfo.InvariantCulture));
        bias = byName["bias"];
        return [.. ContentFeatures.Names.Select(n => byName.GetValueOrDefault(n))];
    }
}
