using Curation.Stages.Text.Sentences;

namespace Curation.Tests.Text.Sentences;

public sealed class SentenceSegmenterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", null, 4)]
    [InlineData("Dr. Smith met Mr. J. Brown at 3.14 p.m. on Monday. He left.", "en", 2)]
    [InlineData("Das ist z.B. gut, bzw. Dr. Maier sagt es. Ja.", "de", 2)]
    [InlineData("He said \"Stop.\" Then he left.", null, 2)]
    [InlineData("first line\nsecond line", null, 2)]
    [InlineData("吾輩は猫である。名前はまだ無い。", "ja", 2)]
    [InlineData("На ул. Мира тихо и т.д. как всегда. Конец.", "ru", 2)]
    [InlineData("यह एक वाक्य है। यह दूसरा है।", "hi", 2)]
    [InlineData("... --- !", null, 0)]
    [InlineData("", null, 0)]
    public void Count_Text_GivesItsSentences(string text, string? language, int count) => Assert.Equal(count, SentenceSegmenter.Count(text, language));

    [Fact]
    public void Enumerate_Sentences_AreStripped()
    {
        var text = "  One two.  Three. ";
        var found = new List<string>();
        foreach (var sentence in SentenceSegmenter.Enumerate(text)) found.Add(sentence.Of(text).ToString());
        Assert.Equal(["One two.", "Three."], found);
    }
}
