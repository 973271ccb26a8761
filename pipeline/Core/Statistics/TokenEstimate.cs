namespace Curation.Core.Statistics;

/// <summary>
/// Estimates tokens from characters: each class of characters has its tokens per character, fitted to o200k over texts of about fifty
/// languages (docs/tokens.md has the error by language).
/// </summary>
public sealed class TokenEstimate : ITokenCounter
{
    /// <summary>Tokens per UTF-16 unit, by <see cref="ScriptClass"/>.</summary>
    static readonly double[] s_tokens = Weights();

    /// <inheritdoc/>
    public string Name => "estimate";

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[TextProfile.Classes];
        counts.Clear();
        TextProfile.Of(text, counts);
        double tokens = 0;
        for (var i = 0; i < counts.Length; i++) tokens += counts[i] * s_tokens[i];
        return (int)Math.Ceiling(tokens);
    }

    static double[] Weights()
    {
        var tokens = new double[TextProfile.Classes];
        tokens[(int)ScriptClass.AsciiLetter] = .180;
        tokens[(int)ScriptClass.LatinLetter] = .895;
        tokens[(int)ScriptClass.Digit] = .861;
        tokens[(int)ScriptClass.Space] = .264;
        tokens[(int)ScriptClass.Mark] = .784;
        tokens[(int)ScriptClass.Greek] = .346;
        tokens[(int)ScriptClass.Cyrillic] = .227;
        tokens[(int)ScriptClass.Semitic] = .307;
        tokens[(int)ScriptClass.Indic] = .352;
        tokens[(int)ScriptClass.Thai] = .421;
        tokens[(int)ScriptClass.SoutheastAsian] = .825;
        tokens[(int)ScriptClass.Kana] = .708;
        tokens[(int)ScriptClass.Han] = .824;
        tokens[(int)ScriptClass.Hangul] = .613;
        tokens[(int)ScriptClass.Symbol] = .255;
        tokens[(int)ScriptClass.Surrogate] = 2.928;
        tokens[(int)ScriptClass.Other] = .588;
        return tokens;
    }
}
