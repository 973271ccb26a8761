using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Reports;
using Curation.Core.Shards;
using Curation.Mixers.Evaluation;

namespace Curation.Tests.Mixers.Ablation;

/// <summary>The output folder of a run of made-up documents: shards, dropped documents, report.</summary>
static class AblationFixture
{
    static readonly ShardSchema s_schema = new([new SignalDefinition("quality", SignalKind.Number, "")]);
    static readonly string[] s_nouns = ["river", "engine", "teacher", "window", "garden", "letter", "market", "winter", "doctor", "bridge"];
    static readonly string[] s_verbs = ["carries", "follows", "watches", "repairs", "remembers", "opens", "crosses", "paints"];

    public static string Write(string folder, IEnumerable<(string Id, string Text, double? Quality)> kept, IEnumerable<(string Id, string Text, string Stage, string Reason)> dropped, int? droppedText = -1)
    {
        Directory.CreateDirectory(Path.Combine(folder, "shards"));
        Directory.CreateDirectory(Path.Combine(folder, "dropped"));
        Directory.CreateDirectory(Path.Combine(folder, "report"));
        ShardOrigin origin = new("run", "config", "test@1", "icu");
        using (var writer = new ShardWriter(Path.Combine(folder, "shards/0.parquet"), s_schema, origin, 1))
        {
            foreach (var (id, text, quality) in kept)
                writer.Write(new Document { Id = id, Text = text, Source = "web", Provenance = new("web", 0, 1), Signals = quality is { } value ? Signals.Empty.With(new Signal("quality", value)) : Signals.Empty }, text.Length / 4);
            writer.Complete();
        }
        using (var writer = new DroppedWriter(Path.Combine(folder, "dropped/0.parquet"), s_schema, origin, 1))
        {
            foreach (var (id, text, stage, reason) in dropped) writer.Write(new(id, null, "web", reason, stage, null, null, null, null, new("web", 0, 1), Signals.Empty, text));
            writer.Complete();
        }
        var report = new RunReport
        {
            Run = new("made-up", "run", "config", 1, true, "1.0", [], "icu", "estimate", false) { DroppedText = droppedText },
            Corpus = new(1, 1, 1),
            Funnel = [Row("words", 9, 5), Row("symbols", 5, 4), Row("idle", 4, 4)],
            Signals = ImmutableArray.Create(new SignalReport { Signal = "quality", Stage = "words", Step = "a" }),
        };
        File.WriteAllBytes(Path.Combine(folder, "report/report.json"), ReportFile.Write(report));
        return folder;
    }

    /// <summary>Sentences of a small language, some hundred characters.</summary>
    public static string Prose(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 16).Select(_ => $"The {Pick(s_nouns)} of the {Pick(s_nouns)} {Pick(s_verbs)} the {Pick(s_nouns)}, and that is what we have to see with it."));

        string Pick(string[] words) => words[random.Next(words.Length)];
    }

    /// <summary>The same letters in no order.</summary>
    public static string Shuffled(int seed)
    {
        var letters = Prose(seed).ToCharArray();
        new Random(seed).Shuffle(letters);
        return new(letters);
    }

    /// <summary>An eval of prose that no document holds.</summary>
    public static EvalsFile Evals(string folder)
    {
        var path = Path.Combine(folder, "held-out.txt");
        File.WriteAllText(path, string.Join("\n", Enumerable.Range(900_000, 8).Select(Prose)));
        return new() { Evals = [new() { Name = "prose", Files = [path], MaxBytes = 8000 }] };
    }

    static FunnelRow Row(string stage, long came, long kept) => new() { Step = "a", Stage = stage, In = came, Kept = kept };
}
