using System.Text;
using AngleSharp.Html;
using Curation.Stages.Markup.Html;

namespace Curation.Tests.Markup.Html;

public sealed class CharacterReferencesTests
{
    [Fact]
    public void Names_AreThoseOfTheStandard() => Assert.Equal(2231, CharacterReferences.Count);

    /// <summary>All names of two to eight letters that start with one of the alphabet would be too many: those in our table, by the oracle.</summary>
    [Fact]
    public void Read_EveryName_EqualsOracle()
    {
        using var stream = typeof(CharacterReferences).Assembly.GetManifestResourceStream("Curation.Stages.Markup.Html.CharacterReferences.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var name = line.Split(' ')[0];
            Assert.Equal(HtmlEntityProvider.Resolver.GetSymbol(name), Text($"&{name}"));
        }
    }

    [Theory]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("&notit;", "¬it;")]
    [InlineData("&notin;", "∉")]
    [InlineData("&copy", "©")]
    [InlineData("&copyright", "©right")]
    [InlineData("&unknown;", "&unknown;")]
    [InlineData("&#65;&#x41;&#X41", "AAA")]
    [InlineData("&#128;&#150;&#x99;", "€–™")]
    [InlineData("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#x1F600;", "😀")]
    [InlineData("&#;&#x;&", "&#;&#x;&")]
    [InlineData("&NotEqualTilde;", "≂̸")]
    public void Read_Text_IsReplaced(string written, string text) => Assert.Equal(text, Text(written));

    [Theory]
    [InlineData("?a=1&copy=2&amp;x&notit", "?a=1&copy=2&x&notit")]
    [InlineData("&copy;&copy", "©©")]
    public void Read_InAttributes_SparesUrls(string written, string value) => Assert.Equal(value, Text(written, inAttribute: true));

    static string Text(string written, bool inAttribute = false)
    {
        var buffer = new TextBuffer();
        HtmlText.Append(Encoding.UTF8.GetBytes(written), references: true, inAttribute, buffer);
        return buffer.Span.ToString();
    }
}
