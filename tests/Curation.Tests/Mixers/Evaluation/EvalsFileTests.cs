using Curation.Core.Errors;
using Curation.Mixers.Corpus;
using Curation.Mixers.Evaluation;

namespace Curation.Tests.Mixers.Evaluation;

public sealed class EvalsFileTests
{
    [Theory]
    [InlineData("""{ "evals": [] }""", "at least one eval")]
    [InlineData("""{ "evals": [ { "name": "a", "domain": "w", "wieght": 2 } ] }""", "did you mean 'weight'?")]
    [InlineData("""{ "evals": [ { "name": "a" } ] }""", "expected either domain or files")]
    [InlineData("""{ "evals": [ { "name": "a", "domain": "w", "weight": -1 } ] }""", "weight: expected at least 0, found -1")]
    [InlineData("""{ "evals": [ { "name": "a", "domain": "w" }, { "name": "a", "domain": "v" } ] }""", "the name 'a' stands twice")]
    [InlineData("""{ "evals": [ { "name": "a", "domain": "w", "use": "validation" } ] }""", "at least one with use 'selection'")]
    [InlineData("""{ "evals": [ { "name": "a", "files": ["nowhere.txt"] } ] }""", "nowhere.txt does not exist")]
    [InlineData("""{ "evals": [ { "name": "a", "kind": "external", "files": [] } ] }""", "expected one CSV in files, and column")]
    [InlineData("""{ "evals": [ { "name": "a", "kind": "perplexity", "domain": "w" } ] }""", "kind")]
    public void Read_BadFile_NamesTheMember(string json, string expected)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        Assert.Contains(expected, Assert.Throws<ConfigException>(() => EvalsFile.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Share_OfCopiedText_IsFoundAndOfOtherTextNot()
    {
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"word{i}"));
        var overlap = new Overlap();
        overlap.Expect(words);
        overlap.Expect("short text");
        overlap.Train("something before " + words.ToUpperInvariant());
        Assert.Equal(1, overlap.Share(words));
        Assert.Equal(0, overlap.Share("short text"));
        Assert.Equal(0, overlap.Share(string.Join(' ', Enumerable.Range(0, 40).Select(i => $"other{i}"))));
    }
}
