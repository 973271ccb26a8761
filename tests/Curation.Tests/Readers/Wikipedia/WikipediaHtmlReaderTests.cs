using Curation.Core.Contracts;
using Curation.Stages.Readers.Wikipedia;

namespace Curation.Tests.Readers.Wikipedia;

public sealed class WikipediaHtmlReaderTests
{
    const string Sample = "wikipedia/sample-enterprise-html.json.tar.gz";

    static readonly WikipediaHtmlReader s_reader = new(new());

    [Fact]
    public void Read_SampleDump_GivesTheExpectedDocuments() => Golden.Verify("wikipedia/expected-html.jsonl", s_reader.All(Golden.Input(Sample, "wikipedia")));

    [Fact]
    public void Read_LinesWithoutTar_AreReadToo()
    {
        var items = s_reader.All(MemoryInput.Of(MemoryInput.Utf8("{\"identifier\":1,\"name\":\"A\",\"article_body\":{\"html\":\"<p>text</p>\"}}\n{\"identifier\":2}\nno json\n"), "a.ndjson"));
        Assert.Equal("text", Assert.Single(items.Documents()).Text);
        Assert.Contains("line 2: expected a member 'article_body.html'", Assert.IsType<ReadItem.Failed>(items[1]).Detail, StringComparison.Ordinal);
        Assert.Contains("line 3", Assert.IsType<ReadItem.Failed>(items[2]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutArchive_TellsIt()
    {
        var bytes = File.ReadAllBytes(Golden.Sample(Sample));
        Assert.IsType<ReadItem.Failed>(s_reader.All(MemoryInput.Of(bytes[..(bytes.Length / 2)]))[^1]);
    }
}
