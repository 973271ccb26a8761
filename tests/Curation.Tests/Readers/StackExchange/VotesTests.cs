using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.StackExchange;
using Curation.Stages.Readers.Xml;

namespace Curation.Tests.Readers.StackExchange;

public sealed class VotesTests
{
    static readonly string s_scratch = Path.Combine(Path.GetTempPath(), "curate-tests");

    [Fact]
    public void Read_SampleDump_GivesTheExpectedDocuments() =>
        Golden.Verify("stackexchange/expected-votes.jsonl", Read(new() { Votes = true }, StackExchangeReaderTests.Sample("Posts.xml")));

    [Fact]
    public void Read_Archive_GivesTheSameAsItsFiles()
    {
        var plain = Read(new() { Votes = true, Comments = true }, StackExchangeReaderTests.Sample("Posts.xml"));
        var packed = Read(new() { Votes = true, Comments = true }, Golden.Input("stackexchange/pottery.stackexchange.com.7z", "stackexchange"));
        Assert.Equal(plain.Documents().Select(d => (d.Id, d.Text, Metadata(d))), packed.Documents().Select(d => (d.Id, d.Text, Metadata(d))));
    }

    [Fact]
    public void Read_WithoutTheOption_CountsNothing() =>
        Assert.All(Read(new(), StackExchangeReaderTests.Sample("Posts.xml")).Documents(), d => Assert.False(d.Metadata.ContainsKey("up_votes")));

    [Fact]
    public void Read_NoTableOfVotes_IsAnErrorOnlyIfTheyAreAskedFor()
    {
        var posts = MemoryInput.Of(MemoryInput.Utf8(Posts("<row Id=\"1\" PostTypeId=\"1\" Body=\"a\" />")), "Posts.xml");
        Assert.Single(Read(new(), posts).Documents());
        var error = Assert.Throws<InputException>(() => Read(new() { Votes = true }, posts));
        Assert.Contains("Posts.xml: expected the table Votes.xml", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Large sites have an archive a table.</summary>
    [Fact]
    public void Read_ArchiveOfVotesOnly_IsSkippedAndFoundBesideThatOfThePosts()
    {
        var votes = MemoryInput.Of(Convert.FromBase64String("N3q8ryccAAT4pGblNwAAAAAAAABOAAAAAAAAAHPSSA7gADYAL10AHh2J53eMpLMbscjkFJiOTbRX4U6UWg2V8LYgSsXw7+i1mDeNioPU3V6Y9uesGwAAAQQGAAEJNwAHCwEAASEhAQAMNwAICgEad4fCAAAFARkMAAAAAAAAAAAAAAAAERUAVgBvAHQAZQBzAC4AeABtAGwAAAAVBgEAIICkgQAA"), "x.com-Votes.7z");
        Assert.Equal("stackexchange.table", Assert.IsType<ReadItem.Skipped>(Assert.Single(Read(new(), votes))).Reason.Id);
        var posts = MemoryInput.Of(MemoryInput.Utf8(Posts("<row Id=\"1\" PostTypeId=\"1\" Body=\"a\" />")), "x.com-Posts.7z") with { Sibling = name => name == votes.Name ? votes : null };
        Assert.Equal("1", Assert.Single(Read(new() { Votes = true }, posts).Documents()).Metadata["up_votes"]);
    }

    [Fact]
    public void Read_OtherTableInItsPlace_IsAnError()
    {
        var posts = StackExchangeReaderTests.Sample("Posts.xml") with { Sibling = _ => StackExchangeReaderTests.Sample("Comments.xml") };
        Assert.Contains("expected Votes.xml of a Stack Exchange dump (<votes>), found <comments>", Assert.Throws<InputException>(() => Read(new() { Votes = true }, posts)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row Id=\"1\" PostId=\"1\" />", "VoteTypeId")]
    [InlineData("<row Id=\"1\" VoteTypeId=\"2\" />", "PostId")]
    [InlineData("<row Id=\"1\" PostId=\"x\" VoteTypeId=\"2\" />", "PostId")]
    [InlineData("<row Id=\"1\" PostId=\"1\" VoteTypeId=\"2\" UserId />", "PostId")]
    [InlineData("<row Id=\"1\" PostId=\"1\" VoteTypeId=\"2\" >", "well-formed")]
    public void Read_DamagedVote_FailsAndTheOthersCount(string row, string says)
    {
        var items = Read(new() { Votes = true }, Dump("<row Id=\"1\" PostTypeId=\"1\" Body=\"a\" Score=\"9\" />", row + "\n<row Id=\"2\" PostId=\"1\" VoteTypeId=\"2\" />"));
        var failed = Assert.Single(items.OfType<ReadItem.Failed>());
        Assert.Equal("failed.record", failed.Reason.Id);
        Assert.Contains(says, failed.Detail, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(items.Documents()).Metadata["up_votes"]);
    }

    [Fact]
    public void Read_PostsWithoutScore_HaveThatOfTheirVotes()
    {
        var document = Assert.Single(Read(new() { Votes = true }, Dump(
            "<row Id=\"1\" PostTypeId=\"1\" Body=\"a\" /><row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" Body=\"b\" /><row Id=\"3\" PostTypeId=\"2\" ParentId=\"1\" Score=\"0\" Body=\"c\" />",
            Vote(1, 2) + Vote(1, 2) + Vote(1, 3) + Vote(2, 3) + Vote(3, 2))).Documents());
        Assert.Equal("1", document.Metadata["score"]);
        Assert.Equal("3|2", document.Metadata["answer_ids"]);
        Assert.Contains("score -1", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeastUpVotes_LeaveOutOthersButTheAccepted()
    {
        var dump = Dump("<row Id=\"1\" PostTypeId=\"1\" AcceptedAnswerId=\"3\" Body=\"a\" /><row Id=\"2\" PostTypeId=\"2\" ParentId=\"1\" Body=\"b\" /><row Id=\"3\" PostTypeId=\"2\" ParentId=\"1\" Body=\"c\" /><row Id=\"4\" PostTypeId=\"1\" Body=\"d\" />",
            Vote(1, 2) + Vote(1, 2) + Vote(2, 2) + Vote(4, 2));
        var items = Read(new() { Votes = true, MinQuestionUpVotes = 2, MinAnswerUpVotes = 2 }, dump);
        Assert.Equal(["stackexchange.answer-up-votes", "stackexchange.question-up-votes"], items.OfType<ReadItem.Skipped>().Select(i => i.Reason.Id));
        Assert.Equal("3", Assert.Single(items.Documents()).Metadata["answer_ids"]);
    }

    [Fact]
    public void Read_PostBehindALargerNumber_FailsAsItsVotesAreGone()
    {
        var items = Read(new() { Votes = true }, Dump("<row Id=\"7\" PostTypeId=\"1\" Body=\"a\" /><row Id=\"5\" PostTypeId=\"1\" Body=\"b\" />", Vote(5, 2)));
        Assert.Contains("in order of Id", Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(items.Documents()).Text);
    }

    [Fact]
    public void Validate_LeastUpVotesWithoutVotes_IsAnError()
    {
        var errors = new OptionErrors();
        new StackExchangeReaderOptions { MinAnswerUpVotes = 1 }.Validate(errors);
        Assert.Contains("votes", Assert.Single(errors.Messages), StringComparison.Ordinal);
    }

    /// <summary>Against counts in a table, with memory for all votes and for those on sixteen posts only.</summary>
    [Theory]
    [InlineData(1, 4096)]
    [InlineData(2, 4096)]
    [InlineData(3, 1 << 20)]
    public void Take_RandomVotes_AreThoseOfANaiveJoin(int seed, int memory)
    {
        var random = new Random(seed);
        var expected = new Dictionary<long, int[]>();
        var xml = new StringBuilder("<votes>");
        for (var vote = 0; vote < 20_000; vote++)
        {
            // Votes come in the order they were given: on posts near each other, and now and then on old ones.
            var post = random.Next(10) == 0 ? random.Next(3000) : vote / 10 + random.Next(40);
            var type = random.Next(1, 17);
            xml.Append(Vote(post, type));
            if (VoteCounts.KindOf(type) is >= 0 and var kind)
                (expected.TryGetValue(post, out var counts) ? counts : expected[post] = new int[VoteCounts.Names.Length])[kind]++;
        }
        using var cursor = new VoteCursor(memory, s_scratch, "Votes.xml");
        using var input = Curation.Stages.Readers.Archives.DecodedInput.Open(MemoryInput.Of(MemoryInput.Utf8(xml.Append("</votes>").ToString())), 0, _ => true);
        Assert.Empty(cursor.Fill(new RowScanner(input, 1 << 20)));
        var orphans = new List<string>();
        for (var post = 0; post < 3200; post++)
        {
            if (random.Next(5) == 0)
            {
                if (expected.ContainsKey(post)) orphans.Add($"votes/{post}");
                continue;
            }
            var counts = cursor.Take(post);
            Assert.Equal(expected.GetValueOrDefault(post) ?? new int[VoteCounts.Names.Length], ((ReadOnlySpan<int>)counts).ToArray());
        }
        cursor.Take(long.MaxValue);
        var skipped = new List<string>();
        while (cursor.Skipped() is ReadItem.Skipped item) skipped.Add(item.Provenance.RecordId!);
        Assert.Equal(orphans, skipped);
    }

    static string Metadata(Core.Documents.Document document) => string.Join(' ', document.Metadata.Where(m => m.Key != "site"));

    static string Posts(string rows) => $"<posts>{rows}</posts>";

    static string Vote(long post, int type) => string.Create(CultureInfo.InvariantCulture, $"<row Id=\"1\" PostId=\"{post}\" VoteTypeId=\"{type}\" />");

    static ReaderInput Dump(string posts, string votes) => MemoryInput.Of(MemoryInput.Utf8(Posts(posts)), "a/Posts.xml") with
    {
        Sibling = name => name == "a/Votes.xml" ? MemoryInput.Of(MemoryInput.Utf8($"<votes>{votes}</votes>"), name) : null,
    };

    static List<ReadItem> Read(StackExchangeReaderOptions options, ReaderInput input) => new StackExchangeReader(options, s_scratch).All(input);
}
