using Curation.Core.Contracts;
using Curation.Stages.Readers.Reddit;
using ZstdSharp;

namespace Curation.Tests.Readers.Reddit;

public sealed class RedditReaderTests
{
    static readonly string s_scratch = Path.Combine(Path.GetTempPath(), "curate-tests");

    [Fact]
    public void Read_SampleDump_GivesTheExpectedDocuments() => Golden.Verify("reddit/expected.jsonl", Read(new(), Sample("pottery_submissions.zst")));

    [Fact]
    public void Read_CommentsFile_IsReadWithTheSubmissions() =>
        Assert.Equal("reddit.comments-file", Assert.IsType<ReadItem.Skipped>(Assert.Single(Read(new(), Sample("pottery_comments.zst")))).Reason.Id);

    [Theory]
    [InlineData(512)]
    [InlineData(16)]
    public void Read_GeneratedDump_HasEveryThreadInOrder(int memory)
    {
        var dump = new GeneratedDump(100_000);
        var comments = MemoryInput.Of(LongWindow(dump.Comments), "RC_2024-01.zst");
        var input = MemoryInput.Of(LongWindow(dump.Submissions), "RS_2024-01.zst") with { Sibling = name => name == "RC_2024-01.zst" ? comments : null };

        var items = Read(new() { MemoryMegabytes = memory }, input);

        Assert.Equal(100_000, items.Count);
        Assert.Equal(dump.Deleted, Count(items, "reddit.deleted"));
        Assert.Equal(dump.Orphans, Count(items, "reddit.no-submission"));
        var documents = items.Documents();
        Assert.Equal(dump.Expected.Count, documents.Length);
        foreach (var document in documents)
            Assert.Equal(dump.Expected[document.Provenance.RecordId!].Prepend("title"), document.Text.Split("\n\n"));
    }

    [Fact]
    public void Read_Options_LeaveOutWhatTheySay()
    {
        var items = Read(new() { Nsfw = true, Bots = true, MinSubmissionScore = 5, MinCommentScore = 2, MaxDepth = 1, MinComments = 1, Subreddits = ["Pottery"] }, Sample("pottery_submissions.zst"));
        Assert.Contains(items, i => i is ReadItem.Skipped { Reason.Id: "reddit.submission-score" });
        Assert.Contains(items, i => i is ReadItem.Skipped { Reason.Id: "reddit.comment-score" });
        Assert.Contains(items, i => i is ReadItem.Skipped { Reason.Id: "reddit.depth" });
        Assert.DoesNotContain(items, i => i is ReadItem.Skipped { Reason.Id: "reddit.bot" or "reddit.nsfw" });
    }

    [Theory]
    [InlineData("{\"title\":\"no id\"}", "'id'")]
    [InlineData("{\"id\":\"a\",\"body\":\"x\"}", "link_id")]
    [InlineData("{\"id\":\"a\",", "JSON")]
    [InlineData("[1]", "object")]
    [InlineData("{\"id\":\"a\",\"title\":\"\\ud800\"}", "JSON")]
    public void Read_BadLine_FailsWithItsNumberAndGoesOn(string line, string says)
    {
        var items = Read(new(), MemoryInput.Of(MemoryInput.Utf8("{\"id\":\"1\",\"title\":\"t\",\"selftext\":\"x\"}\n" + line + "\n{\"id\":\"2\",\"title\":\"t\",\"selftext\":\"y\"}\n"), "RS.jsonl"));
        var failed = Assert.Single(items.OfType<ReadItem.Failed>());
        Assert.Contains("line 2", failed.Detail, StringComparison.Ordinal);
        Assert.Contains(says, failed.Detail, StringComparison.Ordinal);
        Assert.Equal(["t\n\nx", "t\n\ny"], items.Documents().Select(d => d.Text));
    }

    [Fact]
    public void Read_WindowLargerThanAllowed_SaysSo()
    {
        var input = MemoryInput.Of(LongWindow(new GeneratedDump(2000).Submissions), "RS.zst");
        var failed = Assert.IsType<ReadItem.Failed>(Read(new() { WindowLog = 17 }, input)[0]);
        Assert.Contains("window", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PostTwice_CountsIt()
    {
        const string Line = "{\"id\":\"1\",\"title\":\"t\",\"selftext\":\"x\"}\n";
        var items = Read(new(), MemoryInput.Of(MemoryInput.Utf8(Line + Line), "RS.jsonl"));
        Assert.Equal(2, items.Count);
        Assert.Equal(1, Count(items, "reddit.duplicate"));
    }

    [Fact]
    public void Read_CutFile_TellsItAndKeepsWhatIsWhole()
    {
        var packed = LongWindow(new GeneratedDump(20_000).Submissions);
        var items = Read(new(), MemoryInput.Of(packed[..(packed.Length * 3 / 4)], "RS.zst"));
        Assert.Contains("ends inside", Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        Assert.NotEmpty(items.Documents());
    }

    static int Count(IEnumerable<ReadItem> items, string reason) => items.OfType<ReadItem.Skipped>().Count(i => i.Reason.Id == reason);

    static byte[] LongWindow(byte[] bytes)
    {
        using var compressor = new Compressor(3);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, 31);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_enableLongDistanceMatching, 1);
        // Unknown size, as a stream has it: a single segment would not need the window.
        using var target = new MemoryStream();
        using (var stream = new CompressionStream(target, compressor, preserveCompressor: true, leaveOpen: true)) stream.Write(bytes);
        return target.ToArray();
    }

    static List<ReadItem> Read(RedditReaderOptions options, ReaderInput input) => new RedditReader(options, s_scratch).All(input);

    static ReaderInput Sample(string file) => Golden.Input("reddit/" + file, "reddit") with
    {
        Sibling = name => File.Exists(Golden.Sample("reddit/" + name)) ? Golden.Input("reddit/" + name, "reddit") : null,
    };
}
