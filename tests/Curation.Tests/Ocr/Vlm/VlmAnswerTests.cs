using Curation.Ocr.Vlm;

namespace Curation.Tests.Ocr.Vlm;

public sealed class VlmAnswerTests
{
    [Theory]
    [InlineData("plain text")]
    [InlineData("---\nprimary_language: en\n")]
    [InlineData("")]
    public void FrontMatter_Missing_IsNoAnswer(string answer) => Assert.Throws<FormatException>(() => VlmAnswer.FrontMatter(answer));

    [Theory]
    [InlineData("True", 90, 0)]
    [InlineData("False", 90, 1)]
    [InlineData("false", 270, 3)]
    [InlineData("False", -90, 3)]
    public void FrontMatter_Rotation_TurnsClockwise(string valid, int degrees, int quarters) =>
        Assert.Equal(quarters, VlmAnswer.FrontMatter($"---\nis_rotation_valid: {valid}\nrotation_correction: {degrees}\n---\ntext").Turn);

    [Fact]
    public void FrontMatter_RuleInTheText_Stays() =>
        Assert.Equal(["before", "---", "behind"], VlmAnswer.FrontMatter(VlmAnswers.Olm("before\n\n---\n\nbehind")).Blocks.Select(b => b.Text));

    [Fact]
    public void FrontMatter_NothingBehind_IsAPageWithoutText() => Assert.Empty(VlmAnswer.FrontMatter("---\nprimary_language: null\n---").Blocks);

    [Fact]
    public void Grounded_SeveralPlacesOfABlock_TakesTheFirst()
    {
        var answer = VlmAnswer.Grounded("<|ref|>text<|/ref|><|det|>[[1, 2, 3, 4], [5, 6, 7, 8]]<|/det|>\nacross columns");
        Assert.Equal(("across columns", (Curation.Ocr.PageBox?)new Curation.Ocr.PageBox(1, 2, 3, 4)), answer.Blocks.Single());
    }

    [Fact]
    public void Grounded_WithoutMarks_IsPlainText() => Assert.Equal(["one", "two"], VlmAnswer.Grounded("one\n\ntwo").Blocks.Select(b => b.Text));

    /// <summary>Whatever a model writes is read or refused, soon.</summary>
    [Fact]
    public void Read_AnyBytes_NeitherHangsNorFailsOtherwise()
    {
        var random = new Random(20261124);
        string[] pieces = ["---\n", "is_rotation_valid: ", "<|ref|>", "<|/ref|>", "<|det|>", "[[", "1, ", "]]", "<|/det|>", "\n\n", "text", "\r", "|", "99999999999"];
        for (var i = 0; i < 3000; i++)
        {
            var answer = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            _ = VlmAnswer.Grounded(answer);
            _ = VlmAnswer.Plain(answer);
            try { _ = VlmAnswer.FrontMatter(answer); }
            catch (FormatException) { /* What it is to throw. */ }
        }
    }
}
