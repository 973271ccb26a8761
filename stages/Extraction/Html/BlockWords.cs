using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>How many words of a block are of which class, and how many are words of the page's title.</summary>
struct BlockWords
{
    /// <summary>Longer blocks are prose, in which single words tell nothing.</summary>
    const int Longest = 300;

    Shares _shares;

    /// <summary>Words counted.</summary>
    public int Count;

    /// <summary>Words that are in the page's title, too.</summary>
    public int OfTitle;

    /// <summary>Share of the words that are of a class.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<float> ByClass => _shares;

    /// <summary>Sum of the shares.</summary>
    public readonly float Sum
    {
        get
        {
            var sum = 0f;
            foreach (var share in ByClass) sum += share;
            return sum;
        }
    }

    /// <summary>Counts the words of a text.</summary>
    public static BlockWords Of(ReadOnlySpan<char> text, HashSet<ulong> title)
    {
        var words = default(BlockWords);
        if (text.Length > Longest) return words;
        Span<float> shares = stackalloc float[BoilerplateWords.Classes];
        foreach (var hash in new WordHashes(text))
        {
            words.Count++;
            if (title.Contains(hash)) words.OfTitle++;
            var classes = (int)BoilerplateWords.Find(hash);
            for (var i = 0; classes != 0; i++, classes >>= 1) shares[i] += classes & 1;
        }
        if (words.Count > 0)
            for (var i = 0; i < shares.Length; i++) words._shares[i] = shares[i] / words.Count;
        return words;
    }

    [InlineArray(BoilerplateWords.Classes)]
    struct Shares
    {
        float _first;
    }
}
