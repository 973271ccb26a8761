using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Shards;
using Curation.Core.Storage;
using Curation.Stages.Readers;

namespace Curation.Tests.Runtime;

/// <summary>Records' bytes on their way from an extractor to a batch stage.</summary>
public sealed class PayloadStepTests
{
    static readonly StageCatalog s_catalog = new StageCatalog().AddReaders().Stage<Pack, NoOptions>().Stage<Unpack, NoOptions>().Stage<Nothing, NoOptions>();

    [Fact]
    public async Task Run_BatchStageTakesPayload_GetsTheBytesAndLeavesNone()
    {
        using var run = new SampleRun(documents: 200, files: 2);
        var (outcome, steps, published) = await StageRun.RunAsync(run, s_catalog, """[ { "stage": "pack" }, { "stage": "unpack" } ]""");
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.True(steps[0].LeavesPayload);
        Assert.Equal(Texts(run), published.Select(d => d.Text).Order(StringComparer.Ordinal));
        Assert.All(published, d => Assert.Null(d.Payload));
        var between = Directory.GetFiles(run.Output, "*.parquet", SearchOption.AllDirectories).Where(f => f.Contains(steps[0].Key[..8], StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(between);
        using var reader = ShardReader.Open(File.OpenRead(between[0]), between[0]);
        Assert.All(reader.Documents(), d => Assert.True(d.Payload is { MediaType: "text/plain" } == (d.Text.Length == 0)));
    }

    [Fact]
    public async Task Run_NoStageTakesPayload_IsNotOffered()
    {
        using var run = new SampleRun(documents: 20, files: 1);
        var (outcome, steps, published) = await StageRun.RunAsync(run, s_catalog, """[ { "stage": "pack" }, { "stage": "nothing" } ]""");
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.False(steps[0].LeavesPayload);
        Assert.Equal(Texts(run), published.Select(d => d.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Plan_StageBetween_SaysWhereItBelongs()
    {
        using var run = new SampleRun(documents: 1, files: 1);
        var json = $$"""{ "name": "p", "input": { "reader": "warc", "paths": ["{{run.Input}}/*"] }, "stages": [ { "stage": "pack" }, { "stage": "nothing" }, { "stage": "unpack" } ], "output": { "directory": "{{run.Output}}" } }""";
        var resolved = await new RunResolver(s_catalog, new StorageRouter()).ResolveAsync(RunFileReader.Parse(Encoding.UTF8.GetBytes(json), "test"), TestContext.Current.CancellationToken);
        var error = Assert.Throws<ConfigException>(() => StepPlanner.Plan(resolved, new StageServices { Catalog = s_catalog }));
        Assert.Contains("'unpack' needs the records' bytes", error.Message, StringComparison.Ordinal);
    }

    static IEnumerable<string> Texts(SampleRun run) => Directory.GetFiles(run.Input).SelectMany(File.ReadLines)
        .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!).Order(StringComparer.Ordinal);

    /// <summary>Makes a payload of every second text, where that is offered.</summary>
    sealed class Pack(bool offered) : IStage, IComponent<Pack, NoOptions>
    {
        public static ComponentDescription Description { get; } = new("pack", 1, "Makes payloads.") { TakesPayload = true };

        public static Pack Create(NoOptions options, StageServices services) => new(services.PayloadTaken);

        public Verdict Apply(Document document)
        {
            if (!offered || document.Id[^1] % 2 == 0) return Verdict.Keep(document);
            var bytes = Encoding.UTF8.GetBytes(document.Text);
            return Verdict.Keep(document with { Text = "", Payload = new() { MediaType = "text/plain", Open = () => new MemoryStream(bytes) } });
        }
    }

    /// <summary>Makes texts of payloads.</summary>
    sealed class Unpack : IBatchStage, IComponent<Unpack, NoOptions>
    {
        public static ComponentDescription Description { get; } = new("unpack", 1, "Reads payloads.") { TakesPayload = true };

        public static Unpack Create(NoOptions options, StageServices services) => new();

        public Resource Resource => Resource.Gpu;

        public BatchShape Shape => new(5);

        public Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Verdict>>([.. batch.Select(d => Verdict.Keep(d.Payload is null ? d : d with { Text = Read(d.Payload), Payload = null }))]);

        static string Read(Curation.Core.Documents.Record payload)
        {
            using var reader = new StreamReader(payload.Open());
            return reader.ReadToEnd();
        }
    }

    /// <summary>A batch stage that changes nothing and takes no payload.</summary>
    sealed class Nothing : IBatchStage, IComponent<Nothing, NoOptions>
    {
        public static ComponentDescription Description { get; } = new("nothing", 1, "Changes nothing.");

        public static Nothing Create(NoOptions options, StageServices services) => new();

        public Resource Resource => Resource.Gpu;

        public BatchShape Shape => new(5);

        public Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Verdict>>([.. batch.Select(Verdict.Keep)]);
    }
}
