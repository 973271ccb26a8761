using Curation.Core.Errors;
using Curation.Mixers.Tables;

namespace Curation.Tests.Mixers.Tables;

public sealed class TableTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tables").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Read_OlmixLayout_JoinsOnRun()
    {
        var mixes = Write("r.csv", ",run,name,index,web,code\n0,aa,x-0,0,0.4,0.6\n1,bb,x-1,1,1.0,0.0\n");
        var scores = Write("m.csv", ",run,name,index,\"task, one\",two\n0,bb,x-1,0,1.5,\n1,aa,x-0,1,2.5,3\n");
        var table = ScoredMixtures.Read(mixes, scores, []);
        Assert.Equal(["web", "code"], table.Mixtures.Domains);
        Assert.Equal(["task, one", "two"], table.Targets);
        Assert.Equal([2.5, 1.5], table.Scores[0]);
        Assert.Equal([3, double.NaN], table.Scores[1]);
    }

    [Fact]
    public void Read_RegMixRounding_IsRescaled()
    {
        var table = MixtureTable.Read(Write("r.csv", "index,a,b\n1,0.499,0.499\n"));
        Assert.Equal([0.5, 0.5], table.Weights[0]);
    }

    [Theory]
    [InlineData("index,a,b\n1,0.5,0.6\n", "weights that sum to 1, found 1.1")]
    [InlineData("index,a,b\n1,-0.5,1.5\n", "at least 0, found -0.5")]
    [InlineData("index,a,b\n1,x,1\n", "expected a number, found 'x'")]
    [InlineData("index,a,b\n1,1\n", "expected 3 fields as in the header, found 2")]
    [InlineData("index,a,b\n1,1,0\n1,0,1\n", "'1' names 2 rows")]
    [InlineData("index,a,a\n1,1,0\n", "column 'a' stands twice")]
    [InlineData("index,a,b\n1,\"1,0\n", "a quoted field has no end")]
    [InlineData("index,a,b\n", "there is no mix in it")]
    [InlineData("", "an empty file")]
    public void Read_BadMixes_SaysWhereAndWhat(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigException>(() => MixtureTable.Read(Write("r.csv", text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("index,lossA,lossB\n1,1,2\n", "lss", "no score 'lss'")]
    [InlineData("index,lossA,lossB\n1,1,2\n", "loss", "fits several scores: lossA, lossB")]
    [InlineData("index,lossA,lossB\n7,1,2\n", "lossA", "none of its runs is in")]
    public void Read_BadScores_SaysWhereAndWhat(string text, string target, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigException>(() =>
            ScoredMixtures.Read(Write("r.csv", "index,a,b\n1,0.5,0.5\n"), Write("m.csv", text), [target])).Message, StringComparison.Ordinal);

    [Fact]
    public void Align_UnknownDomain_NamesTheNearest()
    {
        var table = MixtureTable.Read(Write("r.csv", "index,wikipedia,code\n1,0.5,0.5\n"));
        Assert.Contains("did you mean 'wikipedia'?", Assert.Throws<ConfigException>(() => table.Align(["wikipeda", "code"], "t.csv")).Message, StringComparison.Ordinal);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
