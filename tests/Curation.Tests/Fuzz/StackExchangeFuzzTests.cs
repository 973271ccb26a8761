using System.Diagnostics;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.StackExchange;
using Curation.Tests.Readers;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged tables of a dump, posts and votes alike: no crash, no hang; what is read of them is the same at every run.</summary>
public sealed class StackExchangeFuzzTests
{
    static readonly byte[][] s_tokens =
    [
        .. new[] { "<row ", "/>", ">", "<", "\"", "'", "&", "&amp;", "&#x;", "&#xD800;", "Id=\"", "PostId=\"1\" ", "PostId=\"99999999999999999999\" ", "VoteTypeId=\"2\" ", "VoteTypeId=\"-1\" ", "PostTypeId=\"2\" ", "ParentId=\"1\" ", "Score=\"-2147483649\" ", "</posts>", "</votes>", "<votes>", "<!--", "<?" }.Select(MemoryInput.Utf8),
        [0], [0xC3], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF],
    ];

    [Theory]
    [InlineData("Posts.xml", 1)]
    [InlineData("Votes.xml", 2)]
    public void Read_MutatedTables_GivesItemsWithinTimeAndMemory(string changed, int seed)
    {
        byte[] Table(string name) => File.ReadAllBytes(Golden.Sample("stackexchange/pottery.stackexchange.com/" + name));
        var (posts, votes) = (Table("Posts.xml"), Table("Votes.xml"));
        var mutator = new Mutator(seed, [Table(changed)], s_tokens);
        var reader = new StackExchangeReader(new() { Votes = true, MemoryMegabytes = 16 }, Path.Combine(Path.GetTempPath(), "curate-tests"));
        for (var i = 0; i < Mutator.Iterations; i++)
        {
            var bytes = mutator.Next();
            var input = MemoryInput.Of(changed == "Posts.xml" ? bytes : posts, "Posts.xml") with { Sibling = name => name == "Votes.xml" ? MemoryInput.Of(changed == "Votes.xml" ? bytes : votes, name) : null };
            var started = Stopwatch.GetTimestamp();
            try
            {
                var items = reader.Read(input, CancellationToken.None).ToArray();
                // The posts' table is whole, so that no post is lost, whatever the votes are.
                if (changed == "Votes.xml") Assert.Equal(12, items.Count(IsPost));
            }
            catch (InputException)
            {
                // What is no table at all is refused as a whole.
            }
            catch (Exception error)
            {
                Assert.Fail($"input {i} of seed {seed}: {error}\n{Convert.ToBase64String(bytes)}");
            }
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"input {i} of seed {seed} took {Stopwatch.GetElapsedTime(started)}\n{Convert.ToBase64String(bytes)}");
        }
    }

    /// <summary>Items of posts: all but those of votes.</summary>
    static bool IsPost(ReadItem item) => item is ReadItem.Found or ReadItem.Merged or ReadItem.Skipped { Reason.Id: not "stackexchange.vote-orphan" };
}
