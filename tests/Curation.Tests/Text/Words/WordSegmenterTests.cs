using CsCheck;
using Curation.Stages.Text.Icu;
using Curation.Stages.Text.Words;

namespace Curation.Tests.Text.Words;

public sealed class WordSegmenterTests
{
    static readonly char[] s_invisible = [' ', '\n', '\t', '\u00A0', '\u0301', '\u00AD', '\u200D', '\u0308'];

    [Theory]
    [InlineData("The quick (\"brown\") fox can't jump 32.3 feet, right?", null, "The quick brown fox can't jump 32.3 feet right")]
    [InlineData("state-of-the-art foo_bar example.com 1,000 key:value __", null, "state of the art foo_bar example.com 1,000 key value")]
    [InlineData("l'eau d\u2019or aujourd'hui", "fr", "l' eau d\u2019 or aujourd'hui")]
    [InlineData("l'eau", "en", "l'eau")]
    [InlineData("k:a", "sv", "k:a")]
    [InlineData("Cafe\u0301 na\u00EFve", null, "Cafe\u0301 na\u00EFve")]
    [InlineData("\u041F\u0440\u0438\u0432\u0435\u0442, \u043C\u0438\u0440!", "ru", "\u041F\u0440\u0438\u0432\u0435\u0442 \u043C\u0438\u0440")]
    [InlineData("我们在北京大学学习。", "zh", "我们 在 北京 大学 学习")]
    [InlineData("これはテストの文章です。", "ja", "これ は テスト の 文章 です")]
    [InlineData("\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22\u0E07\u0E48\u0E32\u0E22", "th", "\u0E20\u0E32\u0E29\u0E32 \u0E44\u0E17\u0E22 \u0E07\u0E48\u0E32\u0E22")]
    [InlineData("", null, "")]
    public void Enumerate_Text_GivesItsWords(string text, string? language, string words) => Assert.Equal(words, Join(text, WordSegmenter.Enumerate(text, language)));

    [Fact]
    public void Enumerate_WithMarks_GivesEachByItself() =>
        Assert.Equal("a . . . b ! \U0001F468\u200D\U0001F469 \U0001F1E9\U0001F1EA", Join("a...b! \U0001F468\u200D\U0001F469\U0001F1E9\U0001F1EA", WordSegmenter.Enumerate("a...b! \U0001F468\u200D\U0001F469\U0001F1E9\U0001F1EA", marks: true)));

    [Fact]
    public void EnumerateBare_Han_GivesCharacters() => Assert.Equal("我 们 カタ_カ x:y", Join("我们カタ_カ x:y", WordSegmenter.EnumerateBare("我们カタ_カ x:y")));

    [Fact]
    public void Kind_OfWords_TellsLettersDigitsAndMarks()
    {
        var kinds = new List<WordKind>();
        foreach (var word in WordSegmenter.Enumerate("a1 1a !", marks: true)) kinds.Add(word.Kind);
        Assert.Equal([WordKind.Letters, WordKind.Digits, WordKind.Mark], kinds);
    }

    // Every boundary is ICU's, which has no dictionary to use in this alphabet (Hangul, katakana and joiners behind what is no emoji, it treats as it likes).
    [Fact]
    public void Enumerate_AnyText_BreaksWhereIcuDoes()
    {
        var characters = Gen.Frequency(
            (30, AnyOf("a", "B", "z", "\u00E9", "\u0436", "\u05D0", "\u0627")),
            (10, AnyOf("0", "9", "\u0663")),
            (14, AnyOf(".", ",", "'", "\"", ";", "_", "\u00B7", "\u2019", "-", "/", "!", "\u2026")),
            (8, AnyOf(" ", "\n", "\t", "\u00A0")),
            (6, AnyOf("\u0301", "\u00AD", "\u0308")),
            (4, AnyOf("\U0001F600", "\U0001F1E9", "\U0001D400")));
        characters.Array[0, 30].Select(c => string.Concat(c)).Sample(
            text =>
            {
                using var breaker = new IcuWordBreaker();
                var count = breaker.Break(text);
                var expected = new List<string>();
                for (var i = 0; i < count; i++) expected.Add(text[(i == 0 ? 0 : breaker.Boundaries[i - 1])..breaker.Boundaries[i]]);
                var found = new List<string>();
                foreach (var word in WordSegmenter.Enumerate(text, marks: true)) found.Add(text.Substring(word.Start, word.Length));
                Assert.Equal(expected.Select(w => w.TrimStart(s_invisible)).Where(w => w.Length > 0), found);
            },
            iter: 20_000);
    }

    [Fact]
    public void Enumerate_Nested_UsesABreakerEach()
    {
        var pairs = 0;
        foreach (var _ in WordSegmenter.Enumerate("我们在北京"))
            foreach (var __ in WordSegmenter.Enumerate("大学学习"))
                pairs++;
        Assert.Equal(6, pairs);
    }

    static Gen<string> AnyOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static string Join(string text, WordEnumerator words)
    {
        var found = new List<string>();
        foreach (var word in words) found.Add(text.Substring(word.Start, word.Length));
        return string.Join(' ', found);
    }
}
