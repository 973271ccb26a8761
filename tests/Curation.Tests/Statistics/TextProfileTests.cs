using CsCheck;
using Curation.Core.Statistics;

namespace Curation.Tests.Statistics;

public sealed class TextProfileTests
{
    [Fact]
    public void Of_AnyText_IsTheScalarTwin() =>
        Gen.OneOf(Gen.Char[' ', '~'], Gen.Char, Gen.Char['\0', '\u0100'], Gen.Char['a', 'z']).Array[0, 300].Sample(characters =>
        {
            Span<int> vector = stackalloc int[TextProfile.Classes], scalar = stackalloc int[TextProfile.Classes];
            TextProfile.Of(characters, vector);
            TextProfile.Scalar(characters, scalar);
            Assert.Equal(scalar.ToArray(), vector.ToArray());
        }, iter: 3000);

    [Theory]
    [InlineData('a', nameof(ScriptClass.AsciiLetter))]
    [InlineData('ß', nameof(ScriptClass.LatinLetter))]
    [InlineData('ệ', nameof(ScriptClass.LatinLetter))]
    [InlineData('7', nameof(ScriptClass.Digit))]
    [InlineData('\u00A0', nameof(ScriptClass.Space))]
    [InlineData('{', nameof(ScriptClass.Mark))]
    [InlineData('ω', nameof(ScriptClass.Greek))]
    [InlineData('Ж', nameof(ScriptClass.Cyrillic))]
    [InlineData('ש', nameof(ScriptClass.Semitic))]
    [InlineData('ع', nameof(ScriptClass.Semitic))]
    [InlineData('अ', nameof(ScriptClass.Indic))]
    [InlineData('ก', nameof(ScriptClass.Thai))]
    [InlineData('あ', nameof(ScriptClass.Kana))]
    [InlineData('語', nameof(ScriptClass.Han))]
    [InlineData('한', nameof(ScriptClass.Hangul))]
    [InlineData('。', nameof(ScriptClass.Symbol))]
    [InlineData('\uD83D', nameof(ScriptClass.Surrogate))]
    public void Class_OfACharacter_IsItsScript(char c, string expected)
    {
        var counts = new int[TextProfile.Classes];
        TextProfile.Of([c], counts);
        Assert.Equal(expected, ((ScriptClass)Array.IndexOf(counts, 1)).ToString());
    }
}
