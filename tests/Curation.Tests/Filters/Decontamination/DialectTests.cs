using Curation.Core.Documents;
using Curation.Stages.Filters.Decontamination;

namespace Curation.Tests.Filters.Decontamination;

/// <summary>Each dialect at the borders of its rule, on an item of words with numbered endings: 20 of the question, 14 of the answer.</summary>
public sealed class DialectTests : IDisposable
{
    static readonly string[] s_question = Words("ask", 20), s_answer = Words("tell", 14);
    readonly string _folder = Directory.CreateTempSubdirectory("curate-dialects-").FullName;

    [Theory]
    // Ours without the fuzzy part, as Brown et al. 2020 count: 13 words in a row, question and answer read on.
    [InlineData(DecontaminationDialect.Default, "q0-12", true)]
    [InlineData(DecontaminationDialect.Default, "q0-11", false)]
    [InlineData(DecontaminationDialect.Default, "q7-19", true)]
    [InlineData(DecontaminationDialect.Default, "q14-19 a0-6", true)]
    [InlineData(DecontaminationDialect.Default, "q14-19 a0-5", false)]
    [InlineData(DecontaminationDialect.Default, "a1-13", true)]
    [InlineData(DecontaminationDialect.Default, "q0-5 x q6-11", false)]
    // datatrove: 12 words of the answer or over the border, and none of the question alone.
    [InlineData(DecontaminationDialect.Datatrove, "q0-19", false)]
    [InlineData(DecontaminationDialect.Datatrove, "a2-13", true)]
    [InlineData(DecontaminationDialect.Datatrove, "a3-13", false)]
    [InlineData(DecontaminationDialect.Datatrove, "q9-19 a0-0", true)]
    [InlineData(DecontaminationDialect.Datatrove, "q10-19 a0-0", false)]
    [InlineData(DecontaminationDialect.Datatrove, "q8-19", false)]
    // dolma: whole lines of 13 words or more.
    [InlineData(DecontaminationDialect.Dolma, "q0-19", true)]
    [InlineData(DecontaminationDialect.Dolma, "q0-18", false)]
    [InlineData(DecontaminationDialect.Dolma, "x / a0-13 / x", true)]
    [InlineData(DecontaminationDialect.Dolma, "x a0-13", false)]
    [InlineData(DecontaminationDialect.Dolma, "q0-19 a0-13", false)]
    public void Apply_RunsAtTheBorder_AsTheDialectCounts(DecontaminationDialect dialect, string text, bool found) =>
        Assert.Equal(found, Apply(Options(dialect), Text(text)) is Verdict.Dropped);

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void Apply_DolmaLine_CountsFromThirteenWords(int words, bool found)
    {
        var line = string.Join(' ', Words("line", words));
        var options = Options(DecontaminationDialect.Dolma, line + "\\n" + string.Join(' ', Words("other", 13)));
        Assert.Equal(found, Apply(options, $"Before\n{line}\nAfter") is Verdict.Dropped);
    }

    [Fact]
    public void Apply_WindowOfBrown_TakesTwoHundredCharactersOnEitherSide()
    {
        var around = string.Concat(Enumerable.Repeat("abcd efgh ", 60));
        var options = Options(DecontaminationDialect.Default) with { Remove = DecontaminationRemoval.Span, Padding = 200, MinLeft = 200 };
        var kept = Assert.IsType<Verdict.Kept>(Apply(options, $"{around}{Text("q0-12")} {around}")).Document.Text;
        // 600 characters stood on each side, each a multiple of whole words.
        Assert.InRange(kept.Length, 2 * 400 - 10, 2 * 400 + 2);
        Assert.DoesNotContain("ask", kept, StringComparison.Ordinal);
        Assert.Equal("decontamination.too-little-left", Assert.IsType<Verdict.Dropped>(Apply(options, $"{around[..290]} {Text("q0-12")} {around[..290]}")).Reason.Id);
    }

    [Fact]
    public void Apply_DatatroveDialect_CountsNumbersAsEqual()
    {
        var text = string.Join(' ', s_answer[..6].Append("7").Concat(s_answer[7..]));
        var answer = string.Join(' ', s_answer[..6].Append("1999").Concat(s_answer[7..]));
        foreach (var (dialect, found) in new[] { (DecontaminationDialect.Datatrove, true), (DecontaminationDialect.Default, false) })
            Assert.Equal(found, Apply(Options(dialect, answer), text) is Verdict.Dropped);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Words without numbers in them: letters stand for the ordinal.</summary>
    static string[] Words(string stem, int count) => [.. Enumerable.Range(0, count).Select(i => $"{stem}{(char)('a' + i)}")];

    /// <summary>A text of ranges of the item's words, other words, and / for a line's end.</summary>
    static string Text(string pattern) => string.Join(' ', pattern.Split(' ').Select(part =>
    {
        if (part == "/") return "\n";
        if (part.Split('-') is not [var from, var to]) return part;
        var words = from[0] == 'q' ? s_question : s_answer;
        return string.Join(' ', words[int.Parse(from[1..], null)..(int.Parse(to, null) + 1)]);
    }));

    DecontaminationOptions Options(DecontaminationDialect dialect, string? answer = null)
    {
        var file = Path.Combine(_folder, "item.jsonl");
        File.WriteAllText(file, $$"""{"q":"{{string.Join(' ', s_question)}}","a":"{{answer ?? string.Join(' ', s_answer)}}"}""");
        return new() { Evals = [new() { Path = file, Query = ["q"], Answer = ["a"] }], Dialect = dialect, Fuzzy = false };
    }

    static Verdict Apply(DecontaminationOptions options, string text) => DecontaminationFilter.Create(options, new())
        .Apply(new() { Id = "1", Source = "crawl", Text = text, Provenance = new("f", 0, 1) });
}
