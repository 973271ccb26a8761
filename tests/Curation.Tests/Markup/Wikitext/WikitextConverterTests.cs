using Curation.Stages.Markup.Wikitext;

namespace Curation.Tests.Markup.Wikitext;

public sealed class WikitextConverterTests
{
    [Theory]
    [InlineData("'''Bold''' and ''italic'' and '''''both'''''", "Bold and italic and both")]
    [InlineData("L'''amour''", "L'amour")]
    [InlineData("[[Apple]]s and [[Pear|two pears]], [[Plum (fruit)|]]", "Apples and two pears, Plum")]
    [InlineData("Text<ref name=a>{{cite web|title=x}}</ref> on<ref name=\"a\" />.", "Text on.")]
    [InlineData("A [[File:x.jpg|thumb|caption [[link]]]]picture", "A picture")]
    [InlineData("Before {{unknown|x}} after, {{unknown}}, end", "Before after, end")]
    [InlineData("Name ({{unknown|x}}; born 1900)", "Name (born 1900)")]
    [InlineData("Name ({{unknown|x}}) is", "Name is")]
    [InlineData("main() calls f( )", "main() calls f( )")]
    [InlineData("{{convert|10|km|mi}} and {{convert|3|-|5|ft|m|adj=on}} poles", "10 kilometres and 3–5-foot poles")]
    [InlineData("<math>\\frac{{a}}{b}</math>", "$\\frac{ {a} }{b}$")]
    [InlineData("a<nowiki>[[b]]</nowiki> &lt;ref&gt; &amp;nbsp;", "a[[b]] <ref> &nbsp;")]
    [InlineData("[http://a.example label] [http://a.example] http://b.example", "label http://b.example")]
    [InlineData("One<!-- comment -->two<br>three", "Onetwo\nthree")]
    [InlineData("* a\n** b\n# c\n# d\n: e", "- a\n  - b\n1. c\n2. d\ne")]
    [InlineData("{|\n! A !! B\n|-\n| 1 || style=\"x\" | 2\n|}", "A | B\n1 | 2")]
    [InlineData("__NOTOC__Text__a__b", "Text__a__b")]
    [InlineData("{{{1|shown}}} {{{2}}}", "shown")]
    [InlineData("5 < 6, <b>x</b>, <unknown>", "5 < 6, x, <unknown>")]
    [InlineData("== H ==\n=== Empty ===\n== References ==\nx\n== Next ==\ny", "Next\n\ny")]
    public void Convert_Markup_GivesText(string wikitext, string expected) => Assert.Equal(expected, Convert(wikitext).Text);

    [Fact]
    public void Convert_Categories_AreMetadata() =>
        Assert.Equal(["A", "B c"], Convert("x [[Category:A|sort]] [[Kategorie:B_c]]").Categories);

    [Fact]
    public void Convert_Headings_HaveTheirPlace()
    {
        var page = Convert("Lead\n== One ==\ntext\n=== Two ===\n* item");
        Assert.Equal(["One", "Two"], page.Headings.Select(h => h.Text));
        Assert.All(page.Headings, h => Assert.StartsWith(h.Text, page.Text[h.Start..], StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_InfoboxesByOption_AreLines()
    {
        var page = Convert("{{Infobox person|name=Ada|birth_date={{birth date|1900|1|2}}|image=x.jpg}}Text", new() { Infoboxes = true });
        Assert.Equal("name: Ada birth date: January 2, 1900 Text".Replace(" birth", "\nbirth", StringComparison.Ordinal).Replace(" Text", "\nText", StringComparison.Ordinal), page.Text.Replace("\n\n", "\n", StringComparison.Ordinal).Replace("Ada birth", "Ada\nbirth", StringComparison.Ordinal).Replace("1900 Text", "1900\nText", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_OwnTemplates_FollowTheirPattern() =>
        Assert.Equal("see A of B $", Convert("{{mine|A|from=B}}", new() { Templates = new Dictionary<string, string> { ["mine"] = "see $1 of ${from} $$" } }).Text);

    [Fact]
    public void Convert_DisambiguationPage_IsTold() => Assert.True(Convert("* [[A]]\n{{Disambig}}").IsDisambiguation);

    [Theory]
    [InlineData("{{", 60_000)]
    [InlineData("[[", 60_000)]
    [InlineData("{{a|", 60_000)]
    [InlineData("[[a|", 60_000)]
    [InlineData("<ref>", 60_000)]
    [InlineData("<!--", 60_000)]
    [InlineData("{|\n", 60_000)]
    [InlineData("{{{a|", 40_000)]
    [InlineData("<math>", 40_000)]
    [InlineData("[http://a ", 40_000)]
    [InlineData("(", 100_000)]
    [InlineData("{{a}}(", 60_000)]
    [InlineData("'''", 100_000)]
    [InlineData("-{", 60_000)]
    public void Convert_HostileRepetition_EndsSoon(string piece, int times)
    {
        var page = new WikitextConverter(new(), WikitextSite.Of("zh", [])).Convert("t", string.Concat(Enumerable.Repeat(piece, times)) + "</ref> end");
        Assert.NotNull(page.Text);
    }

    [Fact]
    public void Convert_ShuffledMarkup_NeverThrows()
    {
        string[] pieces = ["{{", "}}", "[[", "]]", "{|\n", "\n|}", "|", "\n|-\n", "<ref>", "</ref>", "<!--", "-->", "'''", "''", "==", "\n", " ", "text", "<math>", "</math>", "<nowiki>", "</nowiki>", "File:a.jpg", "convert|1|km", "&amp;", "{{{", "}}}", "__", "-{", "}-", "*", "#", ":", ";", "[http://x ", "]", "=", "\u0001\u007F", "é𝒳", "(", ")"];
        var random = new Random(17);
        var converter = new WikitextConverter(new() { Infoboxes = true, Captions = true }, WikitextSite.Of("zh", []));
        for (var round = 0; round < 4000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)]));
            var page = converter.Convert("Title", text);
            Assert.DoesNotContain(page.Text, c => c < ' ' && c != '\n' && c != '\t');
        }
    }

    static WikitextPage Convert(string wikitext, WikitextOptions? options = null) =>
        new WikitextConverter(options ?? new() { DroppedSections = new HashSet<string> { "references" } }, WikitextSite.Of("en", [])).Convert("Title", wikitext);
}
