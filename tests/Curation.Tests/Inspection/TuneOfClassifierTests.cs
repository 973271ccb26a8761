using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Reports;
using Curation.Tests.Runtime;

namespace Curation.Tests.Inspection;

/// <summary>Scores that were only recorded become a filter by <c>curate tune</c>, without scoring in between.</summary>
public sealed class TuneOfClassifierTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-tune-classifier-").FullName;

    [Theory]
    [InlineData("")]
    [InlineData(", \"minScore\": 0.999")]
    public async Task Tune_ScoresThatWereRecordedAlone_ForetellsTheRerunWithTheFilterOn(string unused)
    {
        var random = new Random(5);
        string[] words = ["proof", "lemma", "theorem", "buy", "cheap", "now"];
        string Text(int good) => string.Join(' ', Enumerable.Range(0, 12).Select(_ => words[random.Next(6) < good ? random.Next(3) : 3 + random.Next(3)]));
        File.WriteAllLines(Path.Combine(_folder, "train.txt"), Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? "__label__hq " + Text(5) : "__label__cc " + Text(1)));
        File.WriteAllLines(Path.Combine(_folder, "in.jsonl"), Enumerable.Range(0, 300).Select(i => JsonSerializer.Serialize(new { id = $"{i}", text = Text(i % 7) })));
        await Done("train-classifier", "--input", Path.Combine(_folder, "train.txt"), "--output", Path.Combine(_folder, "m.bin"), "--dimension", "4", "--buckets", "100", "--rate", "0.5", "--hold-out", "0");
        var (run, changed) = (Path.Combine(_folder, "run.json"), Path.Combine(_folder, "changed.json"));
        File.WriteAllText(run, $$"""
            { "name": "r", "input": { "reader": "jsonl", "paths": ["{{_folder}}/in.jsonl"] },
              "stages": [ { "stage": "fasttext-quality", "options": { "model": "{{_folder}}/m.bin", "dialect": "spaces", "label": "hq", "filter": false{{unused}} } } ],
              "output": { "directory": "{{_folder}}/out" } }
            """);
        await Done("run", run);
        var (exit, lines, error) = await InspectTests.CurateAsync("tune", run, "--json", "--option", "fasttext-quality.minScore", "--keep", "0.4", "--write", changed);
        Assert.True(exit == ExitCode.Done, error);
        var told = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal((300, 300), (told.GetProperty("in").GetInt64(), told.GetProperty("keptBefore").GetInt64()));
        Assert.InRange(told.GetProperty("keptAfter").GetInt64(), 120, 140);

        await Done("run", changed);
        var row = ReportFile.Read(File.ReadAllBytes(Path.Combine(_folder, "out/report/report.json")), "report.json").Funnel.Single(f => f.Stage == "fasttext-quality");
        Assert.Equal(told.GetProperty("keptAfter").GetInt64(), row.Kept);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static async Task Done(params string[] arguments)
    {
        var (exit, error) = await SampleRun.RunAsync(arguments);
        Assert.True(exit == ExitCode.Done, error);
    }
}
