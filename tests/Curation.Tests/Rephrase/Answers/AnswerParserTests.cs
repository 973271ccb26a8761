using Curation.Stages.Rephrase.Answers;
using Curation.Stages.Rephrase.Styles;

namespace Curation.Tests.Rephrase.Answers;

public sealed class AnswerParserTests
{
    [Theory]
    [InlineData("""{"items":[{"question":"a?","answer":"b"},{"question":"c?","answer":"d"}]}""", false, 2)]
    [InlineData("""[{"question":"a?","answer":"b"},]""", false, 1)]
    [InlineData("""{"pairs":[{"question":"a?","answer":"b"}],"note":"x"}""", false, 1)]
    [InlineData("<think>{ no }</think>Sure:\n```json\n{\"items\":[{\"question\":\"a?\",\"answer\":\"b\"}]}\n```\nDone.", false, 1)]
    [InlineData("""{"items":[{"question":"a?","answer":"b"},{"question":"c?","ans""", true, 1)]
    [InlineData("Question: a?\nAnswer: b\n\nQuestion: c?\nAnswer: d", false, 2)]
    [InlineData("Question: a?\nAnswer: b\n\nQuestion: c?\nAnswer: d", true, 1)]
    [InlineData("Q1: a?\nA1: b\nand more", false, 1)]
    [InlineData("{ \"items\": oh no", false, 0)]
    [InlineData("", false, 0)]
    public void Parse_OfPairs_TakesWhatIsWhole(string answer, bool isCut, int count)
    {
        var items = AnswerParser.Parse(answer, RephraseShape.Pairs, isCut);
        Assert.Equal(count, items.Count);
        if (count > 0) Assert.Equal(("a?", "b"), (items[0].Question, items[0].Text.Split('\n')[0]));
    }

    [Theory]
    [InlineData("""{"text":"All of it."}""", false, "All of it.")]
    [InlineData("Plain words, no JSON.", false, "Plain words, no JSON.")]
    [InlineData("```\nIn a fence.\n```", false, "In a fence.")]
    [InlineData("Plain words without", true, null)]
    [InlineData("{\"text\":\"Half of", true, null)]
    public void Parse_OfText_IsWholeOrNothing(string answer, bool isCut, string? text) =>
        Assert.Equal(text, AnswerParser.Parse(answer, RephraseShape.Text, isCut).SingleOrDefault()?.Text);

    [Theory]
    [InlineData("""{"items":["One.","Two."]}""", 2)]
    [InlineData("- One.\n- Two.\n3. Three.", 3)]
    public void Parse_OfLists_TakesEach(string answer, int count) => Assert.Equal(count, AnswerParser.Parse(answer, RephraseShape.List).Count);

    [Fact]
    public void Parse_OfAnything_NeverThrows()
    {
        var random = new Random(3);
        const string Marks = "{}[]\",:\\\n`question answerQA-*<think></think>items1.\ud800";
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => Marks[random.Next(Marks.Length)])]);
            foreach (var shape in Enum.GetValues<RephraseShape>()) Assert.NotNull(AnswerParser.Parse(text, shape, i % 2 == 0));
        }
    }
}
