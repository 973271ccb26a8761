using System.Text.Json;
using System.Text.Json.Serialization;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Evaluation;

/// <summary>Kinds of evals.</summary>
public enum EvalKind
{
    /// <summary>Held-out text: bits per byte. The default, and the clearest signal at small sizes.</summary>
    Text,

    /// <summary>Multiple choice: JSON lines with <c>query</c>, <c>choices</c> and <c>gold</c> (index of the right one).</summary>
    Choice,

    /// <summary>Cloze: JSON lines with <c>context</c> and <c>continuation</c>.</summary>
    Cloze,

    /// <summary>Scores measured elsewhere: a CSV file with the proxies' <c>index</c> and a column.</summary>
    External,
}

/// <summary>What is measured of multiple choice.</summary>
public enum EvalMetric
{
    /// <summary>Bits per byte of the right answer after the question; lower is better.</summary>
    BitsPerByte,

    /// <summary>Share of questions whose right answer has the least bits per byte (likelihood normalised by bytes); higher is better.</summary>
    Accuracy,
}

/// <summary>What an eval is for.</summary>
public enum EvalUse
{
    /// <summary>The blend is chosen by it.</summary>
    Selection,

    /// <summary>It is measured and predicted, and never chosen by.</summary>
    Validation,
}

/// <summary>What happens to evals that tell mixes apart hardly better than noise does.</summary>
public enum WeakSignal
{
    /// <summary>They are refused.</summary>
    Refuse,

    /// <summary>Their weight is multiplied by signal-to-noise over the least one.</summary>
    DownWeight,

    /// <summary>They are kept as they are.</summary>
    Keep,
}

/// <summary>One eval.</summary>
public sealed record EvalSpec
{
    /// <summary>Its name, once in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind.</summary>
    public EvalKind Kind { get; init; } = EvalKind.Text;

    /// <summary>How much it counts.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Held-out text of this domain of the shards (kind <c>text</c>).</summary>
    public string? Domain { get; init; }

    /// <summary>Files: text (<c>.txt</c>) or JSON lines with <c>text</c> for kind <c>text</c>, JSON lines for <c>choice</c> and <c>cloze</c>, one CSV for <c>external</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What is measured of kind <c>choice</c>.</summary>
    public EvalMetric Metric { get; init; } = EvalMetric.BitsPerByte;

    /// <summary>Column of an external CSV.</summary>
    public string? Column { get; init; }

    /// <summary>Whether higher external scores are better.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>What it is for.</summary>
    public EvalUse Use { get; init; } = EvalUse.Selection;

    /// <summary>Most bytes of text that are scored.</summary>
    public int MaxBytes { get; init; } = 100_000;

    /// <summary>Whether a higher score is better.</summary>
    [JsonIgnore]
    public bool Rises => Kind == EvalKind.External ? HigherIsBetter : Kind == EvalKind.Choice && Metric == EvalMetric.Accuracy;
}

/// <summary>The evals that a blend is chosen by (<c>evals.json</c>).</summary>
public sealed record EvalsFile
{
    /// <summary>The evals.</summary>
    public required IReadOnlyList<EvalSpec> Evals { get; init; }

    /// <summary>Least ratio of an eval's spread over the mixes to its spread over repeats of one mix.</summary>
    public double MinSignalToNoise { get; init; } = 2;

    /// <summary>What happens to evals below it.</summary>
    public WeakSignal WeakSignal { get; init; } = WeakSignal.Refuse;

    /// <summary>Reads a file strictly.</summary>
    /// <exception cref="ConfigException">A member is unknown, missing or mistyped, or a value cannot be used.</exception>
    public static EvalsFile Read(string path)
    {
        EvalsFile file;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            file = (EvalsFile)StrictJson.Read(json.RootElement, typeof(EvalsFile), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException) { throw new ConfigException($"{path} cannot be read as JSON: {error.Message}", error); }
        var errors = new OptionErrors { Where = path };
        file.Validate(errors);
        return errors.Messages.Count == 0 ? file : throw new ConfigException(string.Join(Environment.NewLine, errors.Messages));
    }

    void Validate(OptionErrors errors)
    {
        errors.Require(Evals.Count > 0, "evals", "[]", "at least one eval");
        errors.Require(MinSignalToNoise >= 0, "minSignalToNoise", MinSignalToNoise, "at least 0");
        foreach (var twice in Evals.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1)) errors.Add($"evals: the name '{twice.Key}' stands twice");
        foreach (var eval in Evals)
        {
            var where = $"evals '{eval.Name}'";
            if (!(eval.Weight >= 0) || !double.IsFinite(eval.Weight)) errors.Add($"{where}: weight: expected at least 0, found {eval.Weight}");
            if (eval.MaxBytes < 1000) errors.Add($"{where}: maxBytes: expected at least 1000, found {eval.MaxBytes}");
            if (eval.Kind == EvalKind.Text && eval.Domain is null == (eval.Files.Count == 0)) errors.Add($"{where}: expected either domain or files");
            if (eval.Kind != EvalKind.Text && eval.Files.Count == 0) errors.Add($"{where}: expected files");
            if (eval.Kind == EvalKind.External && (eval.Column is null || eval.Files.Count != 1)) errors.Add($"{where}: expected one CSV in files, and column");
            foreach (var file in eval.Files.Where(f => !File.Exists(f))) errors.Add($"{where}: file {file} does not exist; paths are relative to where the command is started, {Environment.CurrentDirectory}");
        }
        if (Evals.Count > 0 && Evals.All(e => e.Use != EvalUse.Selection || e.Weight == 0)) errors.Add("evals: expected at least one with use 'selection' and a weight above 0");
    }
}
