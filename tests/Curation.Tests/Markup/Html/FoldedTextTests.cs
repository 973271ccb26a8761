using System.Text;
using CsCheck;
using Curation.Stages.Markup.Html;

namespace Curation.Tests.Markup.Html;

public sealed class FoldedTextTests
{
    static readonly string[] s_parts = [" ", "  ", "\n", "&", "&amp;", "&nbsp;", "\u00A0", "ä", "日", "😀", "\u0007", "word", "a longer run of plain text that fills a vector and some more"];

    [Theory]
    [InlineData("  a  b\n\tc ", "a b c ")]
    [InlineData("a&nbsp;&nbsp;b\u00A0c", "a b c")]
    [InlineData("soft\u00ADhyphen&shy;s \uFEFF\u0001x", "softhyphens x")]
    [InlineData("ß € 😀 日本語", "ß € 😀 日本語")]
    [InlineData("a &amp; b&#32;&#10;c", "a & b c")]
    public void Append_Text_IsFolded(string written, string text) => Assert.Equal(text, Fold([written], vectors: true));

    [Fact]
    public void Append_Vectors_EqualsScalar() =>
        Gen.OneOf(Gen.Int[0, s_parts.Length - 1].Select(i => s_parts[i]), Gen.String[Gen.Char[' ', '~'], 0, 40])
            .Array[0, 12].Array[1, 4]
            .Sample(parts => Fold([.. parts.Select(p => string.Concat(p))], vectors: true) == Fold([.. parts.Select(p => string.Concat(p))], vectors: false), iter: 3000);

    static string Fold(string[] parts, bool vectors)
    {
        var buffer = new TextBuffer();
        foreach (var part in parts) FoldedText.Append(Encoding.UTF8.GetBytes(part), references: true, buffer, vectors);
        return buffer.Span.ToString();
    }
}
