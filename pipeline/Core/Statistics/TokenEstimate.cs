namespace Curation.Core.Statistics;

/// <summary>Estimates tokens from characters: four letters of an alphabetic script, one ideograph or syllable, a token each.</summary>
public sealed class TokenEstimate : ITokenCounter
{
    /// <inheritdoc/>
    public string Name => "estimate";

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> text)
    {
        var wide = 0;
        foreach (var c in text)
            if (c is >= '\u2E80' and < '\uD800' or >= '\uF900' and <= '\uFAFF') wide++;
        return wide + (text.Length - wide + 3) / 4;
    }
}
