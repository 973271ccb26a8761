using Curation.Ocr.Vlm;

namespace Curation.Tests.Ocr.Vlm;

public sealed class RepetitionTests
{
    [Theory]
    [InlineData("a", 400, true)]
    [InlineData("and so on, ", 40, true)]
    [InlineData("A whole sentence of the page, which the model writes again and again as if there were nothing else on it. ", 5, true)]
    [InlineData("A whole sentence of the page, which the model writes again and again as if there were nothing else on it. ", 3, false)]
    [InlineData("| | | |\n", 30, false)]
    [InlineData(".", 200, false)]
    public void IsLoop_RepeatedEnd_CountsLengthAndTurns(string piece, int times, bool expected) =>
        Assert.Equal(expected, Repetition.IsLoop("Before it something else was read.\n" + string.Concat(Enumerable.Repeat(piece, times))));

    [Fact]
    public void IsLoop_RepetitionInTheMiddle_IsNone() =>
        Assert.False(Repetition.IsLoop(string.Concat(Enumerable.Repeat("- - - ", 100)) + "But then the text went on and came to its end."));

    [Fact]
    public void IsLoop_NumberedRows_AreNone() =>
        Assert.False(Repetition.IsLoop(string.Concat(Enumerable.Range(1, 200).Select(i => $"| row {i} | {i * 7 % 13} |\n"))));
}
