using System.Text;
using Curation.Stages.Readers.Grouping;

namespace Curation.Tests.Readers.Grouping;

public sealed class ExternalSortTests
{
    [Theory]
    [InlineData(1 << 24, false)]
    [InlineData(20_000, true)]
    public void Sorted_AnyMemory_GivesTheSameOrder(long memory, bool spills)
    {
        var scratch = Directory.CreateTempSubdirectory("sort-").FullName;
        var random = new Random(4);
        var records = Enumerable.Range(0, 5000).Select(i => (Key: (long)random.Next(300), Order: (long)random.Next(3), Text: $"{i}{new string('x', random.Next(40))}")).ToArray();
        using (var sort = new ExternalSort(scratch, memory))
        {
            foreach (var (key, order, text) in records) sort.Add(key, order, Encoding.UTF8.GetBytes(text));
            var sorted = sort.Sorted().Select(r => (r.Key, r.Order, Encoding.UTF8.GetString(r.Record.Span))).ToArray();
            Assert.Equal(records.OrderBy(r => r.Key).ThenBy(r => r.Order), sorted);
            Assert.Equal(spills, sort.Runs > 1);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch));
        Directory.Delete(scratch);
    }
}
