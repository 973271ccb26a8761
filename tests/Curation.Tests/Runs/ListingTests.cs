using Curation.Cli;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;
using Curation.Tests.Readers;

namespace Curation.Tests.Runs;

public sealed class ListingTests
{
    [Fact]
    public async Task Resolve_ListingWithAMissingObject_NamesItOrLeavesItOut()
    {
        var listing = new ListingConfig { Root = Golden.Sample("index") + "/" };

        var error = await Assert.ThrowsAsync<ConfigException>(() => Resolve(listing));
        Assert.Contains("lost.warc.gz", error.Message, StringComparison.Ordinal);
        Assert.Contains("onMissing", error.Message, StringComparison.Ordinal);

        var input = Assert.Single((await Resolve(listing, onMissing: OnMissing.Skip)).Inputs);
        Assert.Equal([("crawl-data/lost.warc.gz", "missing"), ("crawl-data/sample.warc.gz", "")], input.Files.Select(f => (f.Name, f.Identity == "missing" ? f.Identity : "")));
        Assert.Single((await Resolve(listing with { First = 1 })).Inputs[0].Files);
    }

    [Fact]
    public async Task Resolve_ListingThatIsNone_SaysSo()
    {
        var listing = new ListingConfig { Root = Golden.Sample("index") + "/" };
        Assert.Contains("does not exist", (await Assert.ThrowsAsync<ConfigException>(() => Resolve(listing, "index/nothing.gz"))).Message, StringComparison.Ordinal);
        Assert.Contains("one path a line", (await Assert.ThrowsAsync<ConfigException>(() => Resolve(listing, "code/aldtool-1.0.zip"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_LinkToNowhere_SaysWhichAndWhere()
    {
        var folder = Directory.CreateTempSubdirectory("curate-link-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "lost.jsonl"), "/nowhere/lost.jsonl");
            var error = await Assert.ThrowsAsync<ConfigException>(async () => await new LocalStorage().ListAsync(folder, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Contains("lost.jsonl is a link to /nowhere/lost.jsonl", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Task<ResolvedRun> Resolve(ListingConfig listing, string file = "index/warc.paths.gz", OnMissing onMissing = OnMissing.Fail) => new RunResolver(Catalog.Default, new StorageRouter()).ResolveAsync(
        new RunFile
        {
            Name = "listing",
            Inputs = [new InputConfig { Reader = "warc", Paths = [Golden.Sample(file)], Listing = listing, OnMissing = onMissing }],
            Stages = [new StageConfig { Stage = "extract" }],
            Output = new OutputConfig { Directory = "out" },
        },
        TestContext.Current.CancellationToken);
}
