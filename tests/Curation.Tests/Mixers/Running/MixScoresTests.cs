using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Proxies;
using Curation.Mixers.Running;

namespace Curation.Tests.Mixers.Running;

public sealed class MixScoresTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("scores").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Table_DivergedAndMissingProxies_AreLeftOutAndTheOthersKept()
    {
        ShardFixture.Write(Path.Combine(_folder, "in/0.parquet"), Enumerable.Range(0, 60).Select(i => ShardFixture.Document(i % 2 == 0 ? "web" : "books", i, 40)));
        var options = new MixOptions
        {
            Shards = [Path.Combine(_folder, "in/*.parquet")],
            Directory = Path.Combine(_folder, "out"),
            Tokenizer = "bytes",
            Design = new() { Proxies = 9, Repeats = 2, SecondRound = 0 },
            Proxy = new() { Size = "demo", Tokens = 5000, HeldOutTokens = 200 },
        };
        var project = await MixProject.OpenAsync(options, new StorageRouter(), _ => { }, TestContext.Current.CancellationToken);
        var design = project.Design();
        var tasks = project.Tasks(design);
        Directory.CreateDirectory(project.ProxyFolder);
        // The third diverged, the last was never trained.
        foreach (var task in tasks.SkipLast(1)) Finished(project, task, diverged: task.Index == 2).Write(ProxyTrainer.PathOf(project.ProxyFolder, task.Key));
        var csv = Path.Combine(_folder, "scores.csv");
        await File.WriteAllLinesAsync(csv, ["index,accuracy", .. design.Keys.Select((k, i) => $"{k},{i / 10.0}")], TestContext.Current.CancellationToken);
        var evals = new EvalsFile { Evals = [new() { Name = "e", Kind = EvalKind.External, Files = [csv], Column = "accuracy" }] };
        var table = new MixScores(project, evals).Table(design, tasks);
        Assert.Equal(design.Keys.Where((_, i) => i is not 2 and not 8), table.Mixtures.Keys);
        Assert.Equal([0, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7], table.Scores[0]);
    }

    [Theory]
    [InlineData("[0.5, 0.6]", "expected weights that sum to 1, found 1.1")]
    [InlineData("[1.5, -0.5]", "weight of 'b': expected at least 0, found -0.5")]
    public void Read_MixtureThatIsNone_SaysWhatIsWrong(string weights, string expected)
    {
        var values = weights.Trim('[', ']').Split(',').Select(w => double.Parse(w, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var path = Path.Combine(_folder, "mixture.json");
        MixtureFiles.Write(MixtureFixture.Of(values.Select((w, i) => ("ab"[i].ToString(), w))), path);
        Assert.Contains(expected, Assert.Throws<ConfigException>(() => MixtureFiles.Read(path)).Message, StringComparison.Ordinal);
    }

    static Checkpoint Finished(MixProject project, ProxyTask task, bool diverged) => new(new()
    {
        Version = Checkpoint.Version,
        Key = task.Key,
        Size = project.Plan.Size,
        Vocabulary = project.Plan.Vocabulary,
        Tokenizer = project.Plan.Tokenizer,
        Step = project.Plan.Steps,
        RateFactor = 1,
        Diverged = diverged,
        Losses = [],
        Resumable = false,
    }, new float[ParameterLayout.Of(project.Plan.Size, project.Plan.Vocabulary).Count], [], []);
}
