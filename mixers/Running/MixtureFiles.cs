using System.Text.Encodings.Web;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Corpus;

namespace Curation.Mixers.Running;

/// <summary>Makes, writes and reads <c>mixture.json</c>.</summary>
public static class MixtureFiles
{
    /// <summary>How files for people and programs are written: indented, other members allowed when read.</summary>
    internal static JsonSerializerOptions Json { get; } = new(StrictJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The file of a blend.</summary>
    public static MixtureFile Of(BlendResult result, MixProject? project)
    {
        var (problem, weights) = (result.Problem, result.Weights);
        var (distance, nearest) = result.Nearest();
        return new()
        {
            Unit = project is null ? "as the table has it" : project.Options.TargetTokenizer is { } target ? $"tokens of {target}, by each domain's measured bytes a token" : "tokens as the shards count them (token_count)",
            DomainColumns = project?.Options.Domains ?? [],
            Shards = project?.Options.Shards ?? [],
            Weights = [.. weights.Select((w, i) => new MixtureWeight(problem.Bounds.Domains[i], w, result.Uncertainty.Weights[i], problem.Natural[i], problem.Bounds.Lower[i], problem.Bounds.Upper[i],
                w > problem.Bounds.Upper[i] - 1e-6 && problem.Bounds.Reasons[i].Length > 0 ? problem.Bounds.Reasons[i] : null, project?.Corpora.Domains[i].Tokens) { TokensPerCount = project?.Corpora.Domains[i].TokensPerCount ?? 1 })],
            Gain = result.Uncertainty.Gain,
            GainInterval = result.Uncertainty.GainInterval,
            Verdict = result.Verdict,
            Evals = [.. problem.Fits.Select((f, i) =>
            {
                var sign = result.Evals.Evals[i].Rises ? -1 : 1;
                return new MixtureEval(f.Target, problem.Factors[i], result.Signals[i], f.Chosen, sign * f.Fit.Model.Predict(problem.Natural), sign * f.Fit.Model.Predict(weights), f.Scores);
            })],
            KlPenalty = problem.KlPenalty,
            KlPath = BlendPaths.OverPenalty(problem),
            Proxies = problem.Table.Mixtures.Keys.Count,
            ProxySize = project?.Plan.Size.Name,
            ProxyTokens = project?.Plan.Tokens,
            NearestDistance = distance,
            NearestMix = nearest,
            Hash = ContentHash.Of(problem.Table.Mixtures.Weights, problem.Factors, problem.Bounds.Lower, problem.Bounds.Upper, problem.KlPenalty, weights),
        };
    }

    /// <summary>Writes a file beside and renames it.</summary>
    public static void Write(MixtureFile file, string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(file, Json) + "\n");
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">It is missing, is not a mixture, or its weights do not sum to 1.</exception>
    public static MixtureFile Read(string path)
    {
        MixtureFile file;
        try { file = JsonSerializer.Deserialize<MixtureFile>(File.ReadAllText(path), Json)!; }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException) { throw new ConfigException($"{path} cannot be read as a mixture: {error.Message}", error); }
        if (!file.Version.StartsWith("1.", StringComparison.Ordinal)) throw new ConfigException($"{path} has version {file.Version}; this program reads 1.*");
        if (file.Weights.FirstOrDefault(w => !(w.Weight >= 0)) is { } negative) throw new ConfigException($"{path}: weight of '{negative.Domain}': expected at least 0, found {negative.Weight}");
        return Math.Abs(file.Weights.Sum(w => w.Weight) - 1) <= 1e-3 ? file : throw new ConfigException($"{path}: expected weights that sum to 1, found {file.Weights.Sum(w => w.Weight):0.####}");
    }
}
