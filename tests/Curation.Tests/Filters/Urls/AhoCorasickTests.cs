using CsCheck;
using Curation.Stages.Filters.Urls;

namespace Curation.Tests.Filters.Urls;

public sealed class AhoCorasickTests
{
    [Fact]
    public void IsIn_AnyPatterns_EqualsSearchOneByOne()
    {
        var word = Gen.String[Gen.Char["ab0"], 1, 4];
        Gen.Select(word.List[1, 8], Gen.String[Gen.Char["ab0-/"], 0, 30]).Sample((patterns, text) =>
        {
            var stripped = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
            Assert.Equal(patterns.Any(p => stripped.Contains(p, StringComparison.Ordinal)), new AhoCorasick(patterns).IsIn(text));
        }, iter: 2000);
    }
}
