using System.Globalization;
using System.Text;
using Curation.Core.Shards;
using Curation.Tests.Runtime;

namespace Curation.Tests.Dedup;

/// <summary>Deduplication by the program itself: one line each in a run file.</summary>
public sealed class DedupRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-dedup-").FullName;

    [Fact]
    public async Task Run_ExactAndMinHash_LeavesOneOfEachClusterWithItsSize()
    {
        WriteInput(files: 3, families: 60);
        var (code, error) = await RunAsync("a", """[ { "stage": "exact-dedup" }, { "stage": "minhash-dedup", "options": { "memoryMegabytes": 4 } } ]""");
        Assert.True(code == 0, error);
        var kept = Kept("a");
        Assert.Equal(60, kept.Count);
        Assert.All(kept, d => Assert.Equal(6, d.Duplicates));
        Assert.Equal(kept.Select(d => d.Text.Split(' ')[0]).Distinct().Count(), kept.Count);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512F", "DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableHWIntrinsic", "DOTNET_EnableAVX2")]
    public async Task Run_OtherSimdWidth_LeavesTheSameBytes(string first, string second)
    {
        WriteInput(files: 2, families: 20);
        const string Stages = """[ { "stage": "minhash-dedup" }, { "stage": "minhash-dedup", "options": { "dialect": "datatrove", "verify": true } } ]""";
        var (code, error) = await RunAsync("a", Stages);
        Assert.True(code == 0, error);
        var narrow = Start("b", Stages);
        (narrow.Environment[first], narrow.Environment[second]) = ("0", "0");
        using var process = System.Diagnostics.Process.Start(narrow)!;
        error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
        Assert.Equal(Bytes("a"), Bytes("b"));
    }

    [Fact]
    public async Task Run_WithIndexOfEarlierRun_DropsWhatThatKnewAndExtendsIt()
    {
        const string Stages = """[ { "stage": "exact-dedup", "options": { "scope": "all", "writeIndex": true } }, { "stage": "minhash-dedup", "options": { "scope": "all", "writeIndex": true } } ]""";
        WriteInput(files: 1, families: 20);
        Assert.Equal(0, (await RunAsync("first", Stages)).Code);
        Assert.Equal(20, Kept("first").Count);
        var (code, error) = await SampleRun.RunAsync("dedup-index", Path.Combine(_folder, "first.json"), Path.Combine(_folder, "index1"));
        Assert.True(code == 0, error);

        // The first ten families come again, changed a little, and ten new ones.
        Directory.Delete(Path.Combine(_folder, "in"), recursive: true);
        WriteInput(files: 2, families: 20, first: 10, change: "again");
        var second = Stages.Replace("\"writeIndex\": true } },", $"\"writeIndex\": true, \"index\": \"{_folder}/index1/exact-dedup\" }} }},", StringComparison.Ordinal)
            .Replace("\"writeIndex\": true } } ]", $"\"writeIndex\": true, \"index\": \"{_folder}/index1/minhash-dedup\", \"partitions\": 3 }} }} ]", StringComparison.Ordinal);
        (code, error) = await RunAsync("second", second);
        Assert.True(code == 0, error);
        Assert.Equal(10, Kept("second").Count);
        Assert.All(Kept("second"), d => Assert.Equal(6, d.Duplicates));
        Assert.Equal(0, (await SampleRun.RunAsync("dedup-index", Path.Combine(_folder, "second.json"), Path.Combine(_folder, "index2"))).ExitCode);

        // With both runs in the index, nothing is new.
        (code, error) = await RunAsync("third", $$"""[ { "stage": "minhash-dedup", "options": { "scope": "all", "index": "{{_folder}}/index2/minhash-dedup" } } ]""");
        Assert.True(code == 0, error);
        Assert.Empty(Kept("third"));
    }

    [Fact]
    public async Task Run_IndexOfOtherParametersOrNone_IsRefusedBeforeTheFirstByte()
    {
        WriteInput(files: 1, families: 2);
        Assert.Equal(0, (await RunAsync("first", """[ { "stage": "minhash-dedup", "options": { "scope": "all", "writeIndex": true } } ]""")).Code);
        Assert.Equal(0, (await SampleRun.RunAsync("dedup-index", Path.Combine(_folder, "first.json"), Path.Combine(_folder, "index"))).ExitCode);
        var (code, error) = await RunAsync("second", $$"""[ { "stage": "minhash-dedup", "options": { "scope": "all", "bands": 20, "index": "{{_folder}}/index/minhash-dedup" } } ]""");
        Assert.Equal(2, code);
        Assert.Contains("expected an index of 'Rolling32 5 Words 20x8", error, StringComparison.Ordinal);
        (code, error) = await RunAsync("third", $$"""[ { "stage": "minhash-dedup", "options": { "index": "{{_folder}}/none" } } ]""");
        Assert.Equal(2, code);
        Assert.Contains("index.json does not exist", error, StringComparison.Ordinal);
        Assert.Contains("scope", error, StringComparison.Ordinal);
    }

    /// <summary>Six texts of each family, half of them with a word changed.</summary>
    void WriteInput(int files, int families, int first = 0, string change = "changed")
    {
        Directory.CreateDirectory(Path.Combine(_folder, "in"));
        for (var file = 0; file < files; file++)
        {
            var lines = new StringBuilder();
            for (var family = first; family < first + families; family++)
            {
                for (var copy = 0; copy < 6 / files; copy++)
                {
                    var random = new Random(family);
                    var words = Enumerable.Range(0, 200).Select(_ => Word(random)).ToArray();
                    words[0] = $"family{Word(random)}";
                    if (copy % 2 == 1) words[50 + file] = change;
                    lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{file}-{family}-{copy}\",\"text\":\"{string.Join(' ', words)}\"}}\n");
                }
            }
            File.WriteAllText(Path.Combine(_folder, "in", $"{file}.jsonl"), lines.ToString());
        }
    }

    static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26))));

    async Task<(int Code, string Error)> RunAsync(string name, string stages)
    {
        _ = Start(name, stages);
        return await SampleRun.RunAsync("run", Path.Combine(_folder, $"{name}.json"), "--workers", "2");
    }

    System.Diagnostics.ProcessStartInfo Start(string name, string stages)
    {
        var file = Path.Combine(_folder, $"{name}.json");
        File.WriteAllText(file, $$"""
            { "name": "dedup", "seed": 1, "input": { "reader": "jsonl", "paths": ["{{_folder}}/in/*.jsonl"] }, "stages": {{stages}},
              "output": { "directory": "{{_folder}}/{{name}}" } }
            """);
        return new(Path.Combine(AppContext.BaseDirectory, "curate"), ["run", file, "--workers", "2"]) { RedirectStandardError = true };
    }

    List<Core.Documents.Document> Kept(string name)
    {
        var documents = new List<Core.Documents.Document>();
        var folder = Path.Combine(_folder, name, "shards");
        // A run that keeps nothing publishes nothing.
        if (!Directory.Exists(folder)) return documents;
        foreach (var shard in Directory.GetFiles(folder))
        {
            using var reader = ShardReader.Open(File.OpenRead(shard), shard);
            documents.AddRange(reader.Documents());
        }
        return documents;
    }

    string[] Bytes(string name) => [.. new[] { "shards", "dropped" }.SelectMany(f => Directory.GetFiles(Path.Combine(_folder, name, f)).Order(StringComparer.Ordinal))
        .Select(f => $"{Path.GetFileName(f)} {System.IO.Hashing.XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
