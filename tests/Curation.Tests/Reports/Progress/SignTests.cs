using Curation.Core.Reports.Progress;
using Curation.Core.Runs.Signs;

namespace Curation.Tests.Reports.Progress;

public sealed class SignTests
{
    [Theory]
    [InlineData("n1", 0)]
    [InlineData("node-17.rack.example", 1234)]
    [InlineData("node-17.rack.example", -1)]
    public void Name_AnySign_ReadsBack(string machine, int beat)
    {
        var sign = new ProcessSign(12, 19, 4, machine, "4711-998877", beat);
        Assert.Equal(sign, ProcessSign.Parse(sign.Name));
        Assert.Equal(beat < 0, sign.IsFailure);
    }

    [Theory]
    [InlineData("index.json")]
    [InlineData("1-2.3.n1.4-5.x.json")]
    [InlineData("1-2.3.n1.4-5.6.tmp")]
    public void Parse_OtherName_IsNone(string name) => Assert.Null(ProcessSign.Parse(name));

    [Fact]
    public void Rate_PauseBetweenTwoRuns_CountsTheLateOnes()
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        // Ten slow ones, a night, then forty at one a minute.
        var commits = Enumerable.Range(0, 10).Select(i => (begin.AddMinutes(10 * i), 5.0)).Concat(Enumerable.Range(0, 40).Select(i => (begin.AddHours(12).AddMinutes(i), 5.0))).ToArray();
        var rate = CommitRate.Of(commits, commits[^1].Item1)!.Value;
        Assert.Equal(60, rate.TasksPerHour, 6);
        Assert.Equal(5 / 60.0, rate.WeightPerSecond, 6);
        Assert.True(CommitRate.Of(commits, commits[^1].Item1.AddMinutes(19))!.Value.TasksPerHour is > 29 and < 31, "a step that stands still slows down");
        Assert.Null(CommitRate.Of(commits[..1], begin));
    }
}
