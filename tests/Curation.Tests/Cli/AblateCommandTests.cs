using System.Diagnostics;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Reports;
using Curation.Tests.Mixers.Ablation;

namespace Curation.Tests.Cli;

/// <summary>A run and its ablation as people type them.</summary>
public sealed class AblateCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-ablate-").FullName;

    [Fact]
    public void Run_RealRun_NeedsWholeTextsAndThenTells()
    {
        File.WriteAllLines(Path.Combine(_folder, "in.jsonl"), Enumerable.Range(0, 300).Select(i => JsonSerializer.Serialize(new { id = $"{i}", text = i % 2 == 0 ? AblationFixture.Prose(i) : AblationFixture.Shuffled(i) })));
        var eval = AblationFixture.Evals(_folder).Evals[0].Files[0];
        File.WriteAllText(Path.Combine(_folder, "evals.json"), $$"""{ "evals": [ { "name": "prose", "files": ["{{eval}}"], "maxBytes": 4000 } ] }""");
        WriteRun("");
        Run(ExitCode.Done, "run", Path.Combine(_folder, "run.json"));
        string[] ablate = ["ablate", Path.Combine(_folder, "out"), "--stage", "gopher-quality", "--evals", _folder, "--size", "demo", "--tokens", "41K", "--seeds", "2", "--tokenizer", "bytes", "--device", "cpu", "--directory", Path.Combine(_folder, "ablation"), "--json"];
        Assert.Contains("output.droppedText of the run 'r': expected -1", Run(ExitCode.BadConfig, ablate).Error, StringComparison.Ordinal);

        WriteRun(", \"droppedText\": -1");
        Run(ExitCode.Done, "run", Path.Combine(_folder, "run.json"));
        var (output, error) = Run(ExitCode.Done, ablate);
        using var result = JsonDocument.Parse(output);
        Assert.Equal(300, result.RootElement.GetProperty("without").GetProperty("documents").GetInt32());
        var kept = ReportFile.Read(File.ReadAllBytes(Path.Combine(_folder, "out/report/report.json")), "report.json").Corpus.Documents;
        Assert.InRange(kept, 150, 200);
        Assert.Equal(kept, result.RootElement.GetProperty("with").GetProperty("documents").GetInt64());
        Assert.Equal(2, result.RootElement.GetProperty("rows")[0].GetProperty("with").GetArrayLength());
        Assert.Contains("4 of 4 done", error, StringComparison.Ordinal);
        Assert.Contains("What stage gopher-quality does", File.ReadAllText(Path.Combine(_folder, "ablation/report.html")), StringComparison.Ordinal);

        // The proxies are there: nothing is trained, and the table has the same numbers.
        var (table, again) = Run(ExitCode.Done, ablate[..^1]);
        Assert.DoesNotContain("done", again, StringComparison.Ordinal);
        Assert.Contains($"300 documents without it, {kept} with it", table, StringComparison.Ordinal);
        var gain = result.RootElement.GetProperty("rows")[0].GetProperty("gain").GetProperty("mean").GetDouble();
        Assert.Contains(gain.ToString("+0.0000;-0.0000", System.Globalization.CultureInfo.InvariantCulture), table, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    void WriteRun(string more) => File.WriteAllText(Path.Combine(_folder, "run.json"), $$"""
        { "name": "r", "input": { "reader": "jsonl", "paths": ["{{_folder}}/in.jsonl"] }, "stages": [ { "stage": "gopher-quality" } ],
          "output": { "directory": "{{_folder}}/out"{{more}} } }
        """);

    static (string Output, string Error) Run(int code, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == code, $"exit code {process.ExitCode}: {error.Result}");
        return (output, error.Result);
    }
}
