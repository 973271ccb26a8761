using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Cli.Reports.Classifiers;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.FastText;
using Curation.Stages.FastText.Evaluation;
using Curation.Stages.FastText.Training;

namespace Curation.Cli.Classifiers;

/// <summary>Trains a classifier of labelled files, chooses its threshold on held-out examples, and writes model, card and page.</summary>
sealed record ClassifierTraining
{
    static readonly JsonSerializerOptions s_indented = new(StrictJson.Options) { WriteIndented = true };

    public required IReadOnlyList<ExampleSource> Sources { get; init; }

    public required ClassifierPreset Preset { get; init; }

    public required TrainingOptions Options { get; init; }

    public required string Output { get; init; }

    public string TextMember { get; init; } = "text";

    public string LabelMember { get; init; } = "label";

    /// <summary>Share of examples that are held out.</summary>
    public double HoldOut { get; init; } = .1;

    public int MinExamples { get; init; } = 10;

    /// <summary>Share of held-out examples to keep; null for none.</summary>
    public double? KeepRate { get; init; }

    /// <summary>Precision to keep; null for none.</summary>
    public double? Precision { get; init; }

    /// <exception cref="ConfigException">The examples cannot be used.</exception>
    public ClassifierCard Run(TextWriter log, CancellationToken cancellation)
    {
        using var files = new ExampleFiles(Preset.Dialect, HoldOut, Options.Seed);
        var failed = 0;
        foreach (var source in Sources)
            foreach (var example in source.Read(TextMember, Preset.ScoreMember ?? LabelMember, what => { if (failed++ < 3) log.WriteLine(what); }, cancellation))
                files.Add(Labels(source, example), example.Text);
        files.Complete(MinExamples);
        log.WriteLine($"{string.Join(", ", files.Labels.Select(l => $"{l.Value:n0} {l.Key}"))} to train on; {failed:n0} records could not be read");
        using var lines = LineFile.Open(files.Training);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var told = -1;
        var model = FastTextTrainer.Train(lines, Options, share =>
        {
            if ((int)(share * 10) == told) return;
            told = (int)(share * 10);
            log.WriteLine($"{share:p0} after {watch.Elapsed.TotalSeconds:0.0} s");
        }, cancellation);
        Save(model);
        var card = Card(model, files.HeldOut);
        File.WriteAllText(ClassifierCard.PathOf(Output), JsonSerializer.Serialize(card, s_indented));
        File.WriteAllText(ClassifierReport.PathOf(Output), ClassifierReport.Render(Path.GetFileName(Output), card));
        return card;
    }

    string[] Labels(ExampleSource source, ExampleSource.Example example)
    {
        if (source.Label is { } all) return [all];
        if (example.IsLine) return [];
        var value = example.Value ?? throw new ConfigException($"{source.Path}: expected a member or column '{Preset.ScoreMember ?? LabelMember}' in every example, found one without; name it with --label-member");
        if (Preset.ScoreMember is null)
            return [.. value.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(l => l.StartsWith("__label__", StringComparison.Ordinal) ? l : "__label__" + l)];
        return double.TryParse(value, CultureInfo.InvariantCulture, out var score)
            ? [score >= Preset.MinScore ? Preset.Positive : Preset.Negative]
            : throw new ConfigException($"{source.Path}: expected a number in '{Preset.ScoreMember}', found '{value}'");
    }

    void Save(FastTextModel model)
    {
        var staged = $"{Output}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(staged, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20)) model.Save(stream);
            File.Move(staged, Output, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(Output, error);
        }
    }

    ClassifierCard Card(FastTextModel model, string heldOut)
    {
        var label = model.Labels.Contains(Preset.Positive) ? Preset.Positive : model.Labels[^1];
        var examples = Score(model, heldOut, label);
        var threshold = examples.Length == 0 ? null : KeepRate is { } rate ? Threshold.ByKeepRate(examples, rate) : Precision is { } precision ? Threshold.ByPrecision(examples, precision) : null;
        return new()
        {
            Label = label,
            Dialect = Preset.Dialect,
            Threshold = threshold?.Score,
            ThresholdBy = threshold?.By,
            Training = ImmutableSortedDictionary.CreateRange(JsonSerializer.SerializeToElement(Options with { Threads = 1 }, StrictJson.Options).EnumerateObject()
                .Where(p => p.Name != "threads").Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))),
            Evaluation = examples.Length == 0 ? ImmutableSortedDictionary<string, double>.Empty : ClassifierMeasures.Of(examples, threshold?.Score ?? .5),
            Calibration = examples.Length == 0 ? [] : ClassifierMeasures.Calibrate(examples),
            Thresholds = ThresholdCurve.Of(examples),
        };
    }

    static ScoredExample[] Score(FastTextModel model, string path, string label)
    {
        using var lines = LineFile.Open(path);
        var ordinal = model.Labels.ToList().IndexOf(label);
        var buffer = new byte[1 << 16];
        var examples = new List<ScoredExample>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines.Read(i, ref buffer);
            if (model.Score(line, ordinal) is not { } score || model.Predict(line) is not { } best) continue;
            var labels = System.Text.Encoding.UTF8.GetString(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(t => t.StartsWith("__label__", StringComparison.Ordinal)).ToHashSet();
            examples.Add(new(score, labels.Contains(label), labels.Contains(best.Label)));
        }
        return [.. examples];
    }
}
