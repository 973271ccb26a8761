using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Design;
using Curation.Mixers.Running;
using Curation.Mixers.Tables;

namespace Curation.Tests.Mixers.Design;

public sealed class MixDesignerTests
{
    static readonly double[] s_natural = [.5, .3, .15, .05];
    static readonly WeightBounds s_bounds = WeightBounds.None(["a", "b", "c", "d"]).AtMost([.9, .8, .6, .4], _ => "cap") with { Lower = [.02, 0, 0, 0] };

    [Fact]
    public void Make_EveryDomain_ReachesItsCapThreeTimesWithinBounds()
    {
        var design = Designer(1).Make(32);
        Assert.Equal(32, design.Weights.Length);
        Assert.All(design.Weights, w => Assert.True(s_bounds.Allow(w) && Math.Abs(w.Sum() - 1) < 1e-9));
        for (var i = 0; i < 4; i++) Assert.True(design.Weights.Count(w => w[i] >= 0.9 * s_bounds.Upper[i] - 1e-9) >= 3);
        Assert.Equal(5, design.Weights.Count(w => w.SequenceEqual(design.Weights[0])));
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameFileAndReadsBack()
    {
        var (one, two) = (Path.GetTempFileName(), Path.GetTempFileName());
        Designer(1).Make(32).Write(one);
        Designer(1).Make(32).Write(two);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        var read = MixtureTable.Read(one);
        Assert.Equal("natural-repeat-2", read.Labels[1]);
        Designer(2).Make(32).Write(two);
        Assert.NotEqual(File.ReadAllBytes(one), File.ReadAllBytes(two));
        File.Delete(one);
        File.Delete(two);
    }

    [Fact]
    public void Make_TooFew_SaysHowManyAreNeeded() =>
        Assert.Contains("fewer than the mixes that every design has (10", Assert.Throws<ConfigException>(() => Designer(1).Make(8)).Message, StringComparison.Ordinal);

    static MixDesigner Designer(int seed) => new(new DesignOptions(), s_bounds, s_natural, seed);
}
