using CsCheck;
using Curation.Stages.Filters.RefinedWeb;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Words;

namespace Curation.Tests.Text.Words;

/// <summary>Vector kernels against their scalar twins.</summary>
public sealed class WordKernelTests
{
    static readonly Gen<string> s_text = Gen.String[Gen.Frequency((20, Gen.Char["abZ09"]), (8, Gen.Char[" \n\t\0\u001C\u007F.,-_"]), (1, Gen.Char["\u00E9\u00A0\u3042\uD83D\uDE00\u2028"])), 0, 120];

    [Fact]
    public void CountWords_AnyText_EqualsScalar() =>
        s_text.Sample(text => PythonText.CountWords(text) == PythonText.CountWordsScalar(text), iter: 20_000);

    [Fact]
    public void FastTextWords_AnyText_EqualsScalar() =>
        s_text.Sample(text => FastTextWords.Count(text) == FastTextWords.CountScalar(text), iter: 20_000);

    [Fact]
    public void Ratios_AnyLine_EqualByRune() =>
        s_text.Sample(text => LineRules.Ratios(text) == LineRules.RatiosByRune(text), iter: 20_000);

    [Theory]
    [InlineData("a bb\u001Cccc ", 3, 2, true)]
    [InlineData("a bb ccc", 3, 3, false)]
    [InlineData("\U0001F600\U0001F600", 1, 1, true)]
    [InlineData("\U0001F600\U0001F600", 1, 2, false)]
    public void CountWords_Examples(string text, int words, int limit, bool isLong)
    {
        Assert.Equal(words, PythonText.CountWords(text));
        Assert.Equal(isLong, PythonText.HasLongWord(text, limit));
    }
}
