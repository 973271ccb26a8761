using CsCheck;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;

namespace Curation.Tests.Text.Tokens;

public sealed class TokenSegmenterTests
{
    [Theory]
    [InlineData("Don't stop, can't you?", null, "Do n't stop , ca n't you ?")]
    [InlineData("(See e.g. Dr. Smith, p.m.)", "en", "( See e.g. Dr. Smith , p.m. )")]
    [InlineData("well-known SSL/TLS end.Start wait... 5km 10% $3", null, "well - known SSL / TLS end . Start wait ... 5 km 10 % $ 3")]
    [InlineData("http://example.com/a-b?c=d, mail@example.org.", null, "http://example.com/a-b?c=d , mail@example.org .")]
    [InlineData("Don't, z.B.", "de", "Don't , z . B.")]
    [InlineData("nice:) \"U.S.\"", null, "nice :) \" U.S. \"")]
    [InlineData("我们在北京大学学习。", "zh", "我们 在 北京 大学 学习 。")]
    [InlineData(" \n ", null, "")]
    public void Segment_Text_GivesItsTokens(string text, string? language, string expected) => Assert.Equal(expected, Join(text, language));

    [Fact]
    public void Segment_Tokens_KnowTheirTraits()
    {
        var tokens = new TokenSegmenter().Segment("Yes. \U0001D400a 12 ...").ToArray();
        Assert.Equal(
            [TokenTraits.Letter | TokenTraits.Word, TokenTraits.SentenceEnd | TokenTraits.Punctuation, TokenTraits.Letter | TokenTraits.Word, TokenTraits.Word, TokenTraits.Punctuation],
            tokens.Select(t => t.Traits));
        Assert.Equal(2, tokens[2].CodePoints);
    }

    // Nothing but blanks is left out, and nothing is given twice.
    [Theory]
    [InlineData(null)]
    [InlineData("de")]
    [InlineData("ja")]
    public void Segment_AnyText_CoversAllButBlanks(string? language) =>
        Gen.String[Gen.Frequency((10, Gen.Char["abAB.'-,:/@()\u2019"]), (3, Gen.Char[" \n\t"]), (2, Gen.Char["09%$#\u2026"]), (1, Gen.Char["\u3042\u4E00\uD83D\uDE00\u00E9\u0301\u3002"])), 0, 60].Sample(
            text =>
            {
                var at = 0;
                foreach (var token in new TokenSegmenter().Segment(text, language))
                {
                    Assert.True(token.Start >= at && token.Length > 0);
                    // By dictionary a mark without a base is left out too.
                    if (language != "ja") Assert.True(IsBlank(text[at..token.Start]));
                    Assert.DoesNotContain(token.Of(text).ToString(), PythonText.IsSpace);
                    at = token.End;
                }
                if (language != "ja") Assert.True(IsBlank(text[at..]));
            },
            iter: 20_000);

    [Fact]
    public void Of_TheSameTextAgain_GivesTheSameTokensWithoutWork()
    {
        var text = new string("One two three.");
        var first = SharedTokens.Of(text, null);
        Assert.True(first == SharedTokens.Of(text, null));
        Assert.Equal(4, SharedTokens.Of("Another text, here", null).Length);
        Assert.Equal(3, SharedTokens.Split(text, null).Length);
        Assert.Equal(4, SharedTokens.Of(text, null).Length);
    }

    [Fact]
    public void Segment_HostileText_EndsSoon()
    {
        var text = new string('(', 200_000) + " " + string.Concat(Enumerable.Repeat("a@", 2_000)) + "x.y " + new string('.', 100_000) + " " + new string('\'', 100_000);
        Assert.True(new TokenSegmenter().Segment(text).Length > 200_000);
    }

    static bool IsBlank(string text) => text.All(PythonText.IsSpace);

    static string Join(string text, string? language)
    {
        var found = new List<string>();
        foreach (var token in new TokenSegmenter().Segment(text, language)) found.Add(token.Of(text).ToString());
        return string.Join(' ', found);
    }
}
