using CsCheck;
using Curation.Stages.Filters.Urls;

namespace Curation.Tests.Filters.Urls;

public sealed class CompactSetTests
{
    [Fact]
    public void Contains_AnyStrings_EqualsHashSet() =>
        Gen.Select(Gen.String[Gen.Char["ab.\u00E9"], 0, 5].List[0, 300], Gen.String[Gen.Char["ab.\u00E9"], 1, 5].List[20]).Sample((added, asked) =>
        {
            var set = new CompactSet();
            foreach (var value in added) set.Add(value);
            Assert.Equal(added.Distinct(StringComparer.Ordinal).Count(), set.Count);
            foreach (var value in asked) Assert.Equal(added.Contains(value, StringComparer.Ordinal), set.Contains(value));
        }, iter: 300);

    [Fact]
    public void Contains_LongString_IsFound()
    {
        var set = new CompactSet();
        var path = new string('x', 5000);
        set.Add(path);
        Assert.True(set.Contains(path));
        Assert.False(set.Contains(path.AsSpan(1)));
    }
}
