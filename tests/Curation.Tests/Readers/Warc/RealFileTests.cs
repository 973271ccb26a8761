using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.Warc;

namespace Curation.Tests.Readers.Warc;

/// <summary>Real files, with the counts that their origins state.</summary>
public sealed class RealFileTests
{
    static readonly WarcReader s_reader = new(new() { Statuses = [] });

    static int Skipped(List<ReadItem> items, string reason) => items.OfType<ReadItem.Skipped>().Count(s => s.Reason.Id == reason);

    [Fact]
    public void Read_CommonCrawlSample_HasItsCounts()
    {
        var items = s_reader.All(MemoryInput.OfFile(Repository.DataOrSkip("warc/resiliparse-cc/warcfile.warc.gz")));
        Assert.Equal((1, 17, 16, 16), (Skipped(items, "warc.warcinfo"), Skipped(items, "warc.request"), items.Documents().Length, Skipped(items, "warc.metadata")));
        Assert.Equal(50, items.Count);
        Assert.All(items.Documents(), d => Assert.NotEmpty(d.Bytes()));
    }

    [Fact]
    public void Read_WgetSample_HasItsResponses() =>
        Assert.Equal(22, s_reader.All(MemoryInput.OfFile(Repository.DataOrSkip("warc/dolma/sample-0000.warc.gz"))).Documents()
            .Count(d => d.Payload!.ContainerHeaders["WARC-Type"] == "response"));

    [Fact]
    public void Read_EveryFile_DoesNotCrash()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.DataOrSkip("warc"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                foreach (var item in s_reader.All(MemoryInput.OfFile(file)))
                {
                    if (item is ReadItem.Found found) found.Document.Bytes();
                    TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(file)} {item}");
                }
            }
            catch (InputException error)
            {
                Assert.EndsWith(".lz4", file, StringComparison.Ordinal);
                Assert.Contains("lz4", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
