using Curation.Core.Errors;
using Curation.Mixers.Proxies;

namespace Curation.Tests.Mixers.Proxies;

public sealed class TokenPoolTests
{
    [Fact]
    public void Read_FewerTokensThanAWindow_GoesRoundAndSeesEachAlike()
    {
        var pool = new TokenPool("small", [1, 2, 3, 4, 5, 6, 7], 16, 1);
        Assert.True(pool.IsShort);
        var seen = new int[8];
        var window = new long[17];
        for (var place = 0; place < 7; place++)
        {
            pool.Read(place, window);
            foreach (var token in window[..16]) seen[token]++;
            for (var i = 1; i < window.Length; i++) Assert.Equal(window[i - 1] % 7 + 1, window[i]);
        }
        Assert.All(seen[1..], count => Assert.Equal(16, count));
    }

    [Fact]
    public void Read_AnEpoch_IsEveryWindowOnce()
    {
        var pool = new TokenPool("large", [.. Enumerable.Range(0, 105).Select(i => (ushort)i)], 10, 1);
        Assert.False(pool.IsShort);
        var window = new long[11];
        var first = Enumerable.Range(0, pool.Windows).Select(place => { pool.Read(place, window); return window[0]; });
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 10L), first.Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Create_LessThanTwoTokens_SaysWhatToDo(int tokens)
    {
        var error = Assert.Throws<ConfigException>(() => new TokenPool("tiny", new ushort[tokens], 16, 1));
        Assert.Contains($"domain 'tiny': its sample has {tokens} tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("join it to another", error.Message, StringComparison.Ordinal);
    }
}
