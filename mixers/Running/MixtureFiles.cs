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
            Weights = project is null ? Table(result) : Domains(result, project),
            Held = project is { Axes.AreCollapsed: true } ? [.. project.Axes.Parts[0].Select(p => project.Corpora.Domains[p.Domain].Name)] : [],
            Gain = result.Uncertainty.Gain,
            GainInterval = result.Uncertainty.GainInterval,
            Verdict = result.Verdict,
            Evals = [.. problem.Fits.Select((f, i) =>
            {
                var sign = result.Evals.Evals[i].Rises ? -1 : 1;
                return new MixtureEval(f.Target, problem.Factors[i], result.Signals[i], f.Chosen, sign * f.Fit.Model.Predict(problem.Natural), sign * f.Fit.Model.Predict(weights), f.Scores);
            })],
            KlPenalty = problem.KlPenalty,
            KlPath = BlendPaths.OverPenalty(problem, weights),
            Proxies = problem.Table.Mixtures.Keys.Count,
            ProxySize = project?.Plan.Size.Name,
            ProxyTokens = project?.Plan.Tokens,
            NearestDistance = distance,
            NearestMix = nearest,
            Hash = ContentHash.Of(problem.Table.Mixtures.Weights, problem.Factors, problem.Bounds.Lower, problem.Bounds.Upper, problem.KlPenalty, weights),
        };
    }

    static MixtureWeight[] Table(BlendResult result)
    {
        var (bounds, weights) = (result.Problem.Bounds, result.Weights);
        return [.. weights.Select((w, i) => new MixtureWeight(bounds.Domains[i], w, result.Uncertainty.Weights[i], result.Problem.Natural[i], bounds.Lower[i], bounds.Upper[i], Holder(bounds, i, w), null))];
    }

    /// <summary>Weights by domain; of domains that are held together, by their shares.</summary>
    static MixtureWeight[] Domains(BlendResult result, MixProject project)
    {
        var (bounds, domains) = (result.Problem.Bounds, project.Corpora.Domains);
        return [.. project.Axes.Parts.SelectMany((axis, i) => axis.Select(part =>
        {
            var (weight, interval) = (result.Weights[i], result.Uncertainty.Weights[i]);
            return (part.Domain, Weight: new MixtureWeight(domains[part.Domain].Name, weight * part.Share, new(interval.Low * part.Share, interval.High * part.Share), result.Problem.Natural[i] * part.Share,
                bounds.Lower[i] * part.Share, bounds.Upper[i] * part.Share, Holder(bounds, i, weight), domains[part.Domain].Tokens) { TokensPerCount = domains[part.Domain].TokensPerCount });
        })).OrderBy(w => w.Domain).Select(w => w.Weight)];
    }

    static string? Holder(WeightBounds bounds, int i, double weight) => weight > bounds.Upper[i] - 1e-6 && bounds.Reasons[i].Length > 0 ? bounds.Reasons[i] : null;

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
