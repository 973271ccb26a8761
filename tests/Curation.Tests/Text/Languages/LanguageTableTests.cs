using Curation.Stages.Text.Languages;

namespace Curation.Tests.Text.Languages;

public sealed class LanguageTableTests
{
    [Theory]
    [InlineData("en", "the")]
    [InlineData("de", "und")]
    [InlineData("fr", "les")]
    [InlineData("es", "los")]
    [InlineData("ru", "что")]
    [InlineData("ja", "の")]
    [InlineData("zh", "的")]
    public void Of_LanguageWithTable_KnowsItsWords(string language, string word)
    {
        Assert.True(LanguageTable.Of(language)!.StopWord(word) >= 0);
        Assert.Equal(-1, LanguageTable.Of(language)!.StopWord("xyzzy"));
    }

    [Fact]
    public void Of_UnknownLanguage_HasNone()
    {
        Assert.Null(LanguageTable.Of("xx"));
        Assert.Equal("en", LanguageTable.Of(null)!.Language);
    }

    [Fact]
    public void StopWords_OfEveryTable_AreDifferentAndFewEnoughForAMask() =>
        Assert.All(LanguageTable.Languages, l => Assert.True(LanguageTable.Of(l)!.StopWords is { Count: >= 8 and <= 64 } words && words.Distinct().Count() == words.Count));
}
