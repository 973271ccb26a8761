using System.IO.Compression;
using System.Text;
using Curation.Stages.Markup.Html;

namespace Curation.Tests.Markup.Html;

/// <summary>
/// Our trees against AngleSharp's: elements, attributes and text in order. What may differ is listed in docs/extraction.md; the pages in
/// these tests have none of it but declarative shadow roots, which AngleSharp takes out of the tree.
/// </summary>
public sealed class HtmlTreeOracleTests
{
    [Fact]
    public void Parse_RealPages_EqualsOracle()
    {
        var folder = Repository.DataOrSkip("html/wcxb-dev168/dev/html");
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.gz").Order(StringComparer.Ordinal))
        {
            using var gzip = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var page = gzip.ReadToEnd();
            if (page.Contains("<template shadowroot", StringComparison.OrdinalIgnoreCase)) continue;
            if (Compare(page) is { } difference) wrong.Add($"{Path.GetFileName(file)}: {difference}");
        }
        Assert.Empty(wrong);
    }

    /// <summary>The same after bytes of real pages were removed, doubled and changed.</summary>
    [Fact]
    public void Parse_DamagedRealPages_EqualsOracle()
    {
        var folder = Repository.DataOrSkip("html/wcxb-dev168/dev/html");
        var (random, wrong, count) = (new Random(20261124), new List<string>(), 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.gz").Order(StringComparer.Ordinal).Take(60))
        {
            using var gzip = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var page = gzip.ReadToEnd();
            if (page.Contains("shadowroot", StringComparison.OrdinalIgnoreCase)) continue;
            var damaged = Damage(page, random);
            count++;
            if (Compare(damaged) is { } difference) wrong.Add($"{Path.GetFileName(file)}: {difference}");
        }
        // Damage may make a select box swallow the page, for which AngleSharp has rules of its own.
        Assert.True(wrong.Count * 20 <= count, $"{wrong.Count} of {count} differ: {string.Join('\n', wrong)}");
    }

    /// <summary>The rest has forms in templates, more than two html tags or SVG in formatting, where the oracle leaves the standard or we do.</summary>
    [Fact]
    public void Parse_TagSoup_EqualsOracle()
    {
        var wrong = new List<string>();
        const int Pages = 4000;
        for (var seed = 0; seed < Pages; seed++)
        {
            var page = TagSoup.Make(new Random(seed));
            if (Compare(page) is { } difference) wrong.Add($"{page}\n  {difference}");
        }
        Assert.True(wrong.Count * 200 <= Pages, $"{wrong.Count} of {Pages} differ: {string.Join('\n', wrong)}");
    }

    static string? Compare(string page)
    {
        page = page.TrimStart('\uFEFF').Replace("\0", "", StringComparison.Ordinal);
        return TreeText.Difference(TreeText.Of(Encoding.UTF8.GetBytes(page), new HtmlLimits(5000, 2_000_000)), TreeText.Oracle(page));
    }

    static string Damage(string page, Random random)
    {
        var text = new StringBuilder(page);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 40), text.Length - at);
            switch (random.Next(3))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, text.ToString(at, length)); break;
                default: text[at] = "<>\"'/&= a-"[random.Next(10)]; break;
            }
        }
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
