using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Running;

namespace Curation.Tests.Mixers.Running;

public sealed class MixAxesTests
{
    static readonly string[] s_domains = ["a", "b", "c"];
    static readonly MixAxes s_axes = MixAxes.Collapse(s_domains, new Dictionary<string, double> { ["a"] = 0.6, ["c"] = 0.2 });

    [Fact]
    public void Expand_HeldDomains_KeepTheirRatios()
    {
        Assert.Equal(["existing", "b"], s_axes.Names);
        var weights = s_axes.Expand([0.8, 0.2]);
        Assert.Equal([0.6, 0.2, 0.2], weights.Select(w => Math.Round(w, 12)));
        Assert.Equal([0.8, 0.2], s_axes.Gather(weights).Select(w => Math.Round(w, 12)));
        Assert.Equal([0.1, 0.2, 0.7], MixAxes.Of(s_domains).Expand([0.1, 0.2, 0.7]));
    }

    [Fact]
    public void Gather_Bounds_HoldForEveryDomain()
    {
        var bounds = WeightBounds.None(s_domains).AtMost([0.3, 0.9, 1], i => $"cap {i}").AtLeast([0, 0.1, 0.05]);
        var gathered = s_axes.Gather(bounds);
        // a has three quarters of the axis and at most .3; c a quarter and at least .05.
        Assert.Equal(0.4, gathered.Upper[0], 1e-12);
        Assert.Equal(0.2, gathered.Lower[0], 1e-12);
        Assert.Equal("a: cap 0", gathered.Reasons[0]);
        Assert.True(bounds.Allow(s_axes.Expand([0.4, 0.6])) && bounds.Allow(s_axes.Expand([0.2, 0.8])));
        Assert.Throws<ConfigException>(() => s_axes.Gather(bounds.AtMost([0.01, 1, 1], _ => "less")));
    }
}
