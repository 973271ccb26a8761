using System.Diagnostics;
using System.Text.Json;

namespace Curation.Tests.Cli;

public sealed class ContaminationCommandTests : IDisposable
{
    const string Question = "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did she sell altogether?";
    readonly string _folder = Directory.CreateTempSubdirectory("curate-contamination-").FullName;

    [Theory]
    [InlineData("document", true)]
    [InlineData("span", false)]
    public void Run_ContaminatedDocument_IsListedWithItsPlace(string remove, bool removed)
    {
        var padding = string.Concat(Enumerable.Repeat("other words of this text ", 20));
        File.WriteAllText(Path.Combine(_folder, "eval.jsonl"), JsonSerializer.Serialize(new { q = Question }) + "\n");
        File.WriteAllLines(Path.Combine(_folder, "in.jsonl"), [JsonSerializer.Serialize(new { id = 1, url = "https://a.example/", text = padding + Question }), JsonSerializer.Serialize(new { id = 2, text = padding })]);
        File.WriteAllText(Path.Combine(_folder, "run.json"), $$"""
            { "name": "r", "input": { "reader": "jsonl", "paths": ["{{_folder}}/in.jsonl"] },
              "stages": [ { "stage": "decontamination", "options": { "evals": [ { "name": "math", "path": "{{_folder}}/eval.jsonl", "query": ["q"] } ], "remove": "{{remove}}" } } ],
              "output": { "directory": "{{_folder}}/out" } }
            """);
        Run("run", Path.Combine(_folder, "run.json"));
        Assert.Contains("math: 1 items in 1 documents, 1 exact and 0 fuzzy matches", Run("contamination", Path.Combine(_folder, "out")), StringComparison.Ordinal);
        using var match = JsonDocument.Parse(Run("contamination", Path.Combine(_folder, "out"), "--json"));
        Assert.Equal(("math", "0", padding.Length, removed), (match.RootElement.GetProperty("eval").GetString(), match.RootElement.GetProperty("item").GetString(),
            match.RootElement.GetProperty("start").GetInt32(), match.RootElement.GetProperty("removed").GetBoolean()));
        Assert.Equal("https://a.example/", match.RootElement.GetProperty("url").GetString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }
}
