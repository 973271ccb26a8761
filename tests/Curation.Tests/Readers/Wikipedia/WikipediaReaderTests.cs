using System.Text;
using System.Text.RegularExpressions;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Wikipedia;
using Curation.Tests.Readers.Archives;

namespace Curation.Tests.Readers.Wikipedia;

public sealed partial class WikipediaReaderTests
{
    const string Plain = "wikipedia/sample-pages-articles.xml";
    const string Multistream = "wikipedia/sample-pages-articles-multistream.xml.bz2";

    static readonly WikipediaReader s_reader = new(new());

    [Theory]
    [InlineData(Plain)]
    [InlineData(Multistream)]
    [InlineData("wikipedia/sample-pages-articles.xml.7z")]
    public void Read_SampleDump_GivesTheExpectedDocuments(string file) =>
        Golden.Verify("wikipedia/expected.jsonl", s_reader.All(Golden.Input(file, "wikipedia")));

    [Fact]
    public void Read_IndexOfMultistream_IsSkipped()
    {
        var item = Assert.Single(s_reader.All(Golden.Input("wikipedia/sample-pages-articles-multistream-index.txt.bz2", "wikipedia")));
        Assert.Equal("wikipedia.index", Assert.IsType<ReadItem.Skipped>(item).Reason.Id);
    }

    [Fact]
    public void Read_ReferenceRenderings_AreRecalled()
    {
        var references = File.ReadAllText(Golden.Sample("wikipedia/references.txt")).Split("### ", StringSplitOptions.RemoveEmptyEntries).ToDictionary(p => p[..p.IndexOf('\n', StringComparison.Ordinal)], p => p[p.IndexOf('\n', StringComparison.Ordinal)..]);
        var documents = s_reader.All(Golden.Input(Plain, "wikipedia")).Documents().ToDictionary(d => d.Title!, d => d.Text);
        var (found, all, extra) = (0, 0, 0);
        foreach (var (title, reference) in references)
        {
            var (expected, given) = (Words(reference), Words(documents[title]));
            all += expected.Values.Sum();
            found += expected.Sum(w => Math.Min(w.Value, given.GetValueOrDefault(w.Key)));
            extra += given.Sum(w => Math.Max(0, w.Value - expected.GetValueOrDefault(w.Key)));
        }
        Assert.Equal(30, references.Count);
        Assert.True(found >= .97 * all, $"recall {(double)found / all:f4}");
        Assert.True(extra <= .03 * all, $"{extra} words that the references do not have, of {all}");
    }

    [Theory]
    [InlineData(Plain, 997)]
    [InlineData(Multistream, 97)]
    public void Read_EverySlicing_GivesEachPageOnce(string file, int step)
    {
        var input = Golden.Input(file, "wikipedia");
        var whole = Ids(s_reader.All(input));
        for (long cut = 0; cut <= input.Size; cut += step)
            Assert.Equal(whole, Ids(s_reader.All(input with { End = cut })).Concat(Ids(s_reader.All(input with { Start = cut }))));
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Multistream)]
    public void Read_FromNext_GoesOnBehindTheItem(string file)
    {
        var input = Golden.Input(file, "wikipedia");
        var items = s_reader.All(input);
        Assert.Contains(items, i => i.Next > 0);
        for (var i = 0; i < items.Count; i++)
            if (items[i].Next >= 0) Assert.Equal(Ids(items.Skip(i + 1)), Ids(s_reader.All(input with { Start = items[i].Next })));
    }

    [Fact]
    public void Read_OneStreamOfManyBlocks_SplitsToo()
    {
        var page = File.ReadAllText(Golden.Sample(Plain));
        var from = page.IndexOf("  <page>", StringComparison.Ordinal);
        var pages = page[from..page.IndexOf("</mediawiki>", StringComparison.Ordinal)];
        var text = new StringBuilder(page[..from]);
        var random = new Random(2);
        for (var i = 0; i < 60; i++) text.Append(IdElement().Replace(pages, m => $"<id>{i * 1000 + int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)}</id>").Replace("harbour", "harbour " + random.Next(), StringComparison.Ordinal));
        var packed = Bzip2InputTests.Pack(Encoding.UTF8.GetBytes(text.Append("</mediawiki>").ToString()));
        var input = MemoryInput.Of(packed, "dump.xml.bz2");
        var whole = Ids(s_reader.All(input));
        for (var parts = 2; parts <= 5; parts++)
        {
            var sliced = Enumerable.Range(0, parts).SelectMany(p => Ids(s_reader.All(input with { Start = packed.Length * p / parts, End = p == parts - 1 ? long.MaxValue : packed.Length * (p + 1) / parts })));
            Assert.Equal(whole, sliced);
        }
    }

    [Theory]
    [InlineData("<page><title>A</title><ns>0</ns><id>1</id><revision><text>x</text></revision><page><title>B</title><ns>0</ns><id>2</id><revision><text>second</text></revision></page></mediawiki>", "</page>")]
    [InlineData("<page><title>A</title><id>1</id><revision><text>x &nbsp; y</text></revision></page><page><title>B</title><ns>0</ns><id>2</id><revision><text>second</text></revision></page></mediawiki>", "entities")]
    [InlineData("<page><title>A</titel><id>1</id></page><page><title>B</title><ns>0</ns><id>2</id><revision><text>second</text></revision></page></mediawiki>", "</title>")]
    [InlineData("<page><title>A</title></page><page><title>B</title><ns>0</ns><id>2</id><revision><text>second</text></revision></page></mediawiki>", "<id>")]
    public void Read_PageThatIsNotWellFormed_FailsWithPlaceAndGoesOn(string pages, string says)
    {
        var items = s_reader.All(MemoryInput.Of(MemoryInput.Utf8("<mediawiki xml:lang=\"en\">" + pages)));

        var failed = Assert.IsType<ReadItem.Failed>(items[0]);
        Assert.Contains("a/file at byte 25", failed.Detail, StringComparison.Ordinal);
        Assert.Contains(says, failed.Detail, StringComparison.Ordinal);
        Assert.Equal("second", Assert.Single(items.Documents()).Text);
    }

    [Fact]
    public void Read_CutFiles_TellIt()
    {
        var plain = File.ReadAllBytes(Golden.Sample(Plain));
        Assert.Contains("truncated", Assert.IsType<ReadItem.Failed>(s_reader.All(MemoryInput.Of(plain[..(plain.Length / 2)]))[^1]).Detail, StringComparison.Ordinal);
        var betweenPages = plain.AsSpan().LastIndexOf("</page>"u8) + 7;
        Assert.Contains("</mediawiki>", Assert.IsType<ReadItem.Failed>(s_reader.All(MemoryInput.Of(plain[..betweenPages]))[^1]).Detail, StringComparison.Ordinal);
        var packed = File.ReadAllBytes(Golden.Sample(Multistream));
        Assert.IsType<ReadItem.Failed>(s_reader.All(MemoryInput.Of(packed[..(packed.Length / 2)]))[^1]);
        var archive = File.ReadAllBytes(Golden.Sample("wikipedia/sample-pages-articles.xml.7z"));
        Assert.Contains("7z", Assert.Throws<Core.Errors.InputException>(() => s_reader.All(MemoryInput.Of(archive[..(archive.Length / 2)]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedEntryOf7z_SaysSo()
    {
        var archive = File.ReadAllBytes(Golden.Sample("wikipedia/sample-pages-articles.xml.7z"));
        archive[archive.Length / 2] ^= 0xFF;
        Assert.Contains("unpacked", Assert.Throws<Core.Errors.InputException>(() => s_reader.All(MemoryInput.Of(archive))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherXml_SaysWhatWasExpected() =>
        Assert.Contains("MediaWiki", Assert.Throws<Core.Errors.InputException>(() => s_reader.All(MemoryInput.Of(MemoryInput.Utf8("<posts></posts>")))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_LargePage_FailsAsLimit()
    {
        var reader = new WikipediaReader(new() { MaxPageBytes = 1024 });
        var items = reader.All(MemoryInput.Of(MemoryInput.Utf8("<mediawiki><page>" + new string('x', 3_000_000) + "</page><page><title>B</title><ns>0</ns><id>2</id><revision><text>b</text></revision></page></mediawiki>")));
        Assert.Equal(FailureReasons.Limit, Assert.IsType<ReadItem.Failed>(items[0]).Reason);
        Assert.Equal("b", Assert.Single(items.Documents()).Text);
    }

    [Fact]
    public void Read_RealExtracts_LeaveNoMarkup()
    {
        var folder = Repository.DataOrSkip("mix/wikipedia");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.bz2")];
        var documents = files.SelectMany(f => s_reader.All(MemoryInput.OfFile(f))).Documents();
        var left = documents.Where(d => ((string[])["{{", "}}", "[[", "]]", "<ref", "{|", "|}", "'''"]).Any(m => d.Text.Contains(m, StringComparison.Ordinal))).Select(d => d.Title);
        Assert.True(documents.Length > 90);
        Assert.Empty(left);
    }

    static string[] Ids(IEnumerable<ReadItem> items) => [.. items.Select(i => i switch
    {
        ReadItem.Found f => f.Document.Id,
        ReadItem.Skipped s => s.Provenance.RecordId!,
        ReadItem.Failed f => f.Detail,
        _ => "",
    })];

    static Dictionary<string, int> Words(string text) => Word().Matches(text).GroupBy(m => m.Value).ToDictionary(g => g.Key, g => g.Count());

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=    )<id>(\d{1,2})</id>")]
    private static partial Regex IdElement();
}
