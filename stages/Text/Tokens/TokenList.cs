using System.Runtime.CompilerServices;

namespace Curation.Stages.Text.Tokens;

/// <summary>A growing list of tokens that is filled again and again.</summary>
public sealed class TokenList
{
    // Above it the array of a giant text is not kept for the next.
    const int KeptCapacity = 1 << 18;

    Token[] _tokens = new Token[256];

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>The tokens in order.</summary>
    public ReadOnlySpan<Token> Span => _tokens.AsSpan(0, Count);

    /// <summary>Takes the tokens from this one on out.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Takes all tokens out.</summary>
    public void Clear()
    {
        Count = 0;
        if (_tokens.Length > KeptCapacity) _tokens = new Token[256];
    }

    /// <summary>Adds a token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Token token)
    {
        var (tokens, count) = (_tokens, Count);
        if ((uint)count >= (uint)tokens.Length) tokens = Grow();
        tokens[count] = token;
        Count = count + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Token[] Grow()
    {
        Array.Resize(ref _tokens, Count * 2);
        return _tokens;
    }
}
