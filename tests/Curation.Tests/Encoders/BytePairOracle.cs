using System.Text;
using System.Text.RegularExpressions;

namespace Curation.Tests.Encoders;

/// <summary>Byte-level BPE as its paper tells it, on lists of texts: words by GPT-2's regular expression, the best pair joined everywhere, again and again.</summary>
sealed partial class BytePairOracle
{
    const string Text = "The water of the river falls over the weir, and what the weir decides is the level of the water. It's the river's way; they'll see in 2026!\n"
        + "Das Wasser des Flusses fällt über das Wehr. 河の水は堰を越えて流れる。  where the water is still, there is the mill's wheel…";

    BytePairOracle(List<(string, string)> merges) => (Merges, Vocabulary) = (merges, Pieces(merges));

    /// <summary>Pairs in the order in which they were learnt.</summary>
    public List<(string Left, string Right)> Merges { get; }

    /// <summary>Ids by piece; the first three are left to marks.</summary>
    public Dictionary<string, int> Vocabulary { get; }

    /// <summary>Learns so many pairs, or fewer if there are no more.</summary>
    public static BytePairOracle Train(int count)
    {
        var merges = new List<(string, string)>();
        var words = Words().Matches(Text).Select(m => Letters(m.Value)).ToList();
        while (merges.Count < count)
        {
            var best = words.SelectMany(w => w.Zip(w.Skip(1))).GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.First + g.Key.Second, StringComparer.Ordinal).FirstOrDefault();
            if (best is null) break;
            merges.Add(best.Key);
            words = [.. words.Select(w => Join(w, best.Key))];
        }
        return new(merges);
    }

    /// <summary>Ids of a text.</summary>
    public int[] Encode(string text) => [.. Words().Matches(text).SelectMany(m => Spell(m.Value)).Select(p => Vocabulary[p])];

    List<string> Spell(string word)
    {
        var pieces = Letters(word);
        while (pieces.Zip(pieces.Skip(1)).Select(p => Merges.IndexOf(p)).Where(r => r >= 0).DefaultIfEmpty(-1).Min() is var rank and >= 0) pieces = Join(pieces, Merges[rank]);
        return pieces;
    }

    static List<string> Join(List<string> pieces, (string Left, string Right) pair)
    {
        var joined = new List<string>();
        foreach (var piece in pieces)
        {
            if (piece == pair.Right && joined.Count > 0 && joined[^1] == pair.Left) joined[^1] += "\0" + piece;
            else joined.Add(piece);
        }
        // The mark keeps what was joined in this round from being joined in it again.
        return [.. joined.Select(p => p.Replace("\0", "", StringComparison.Ordinal))];
    }

    static Dictionary<string, int> Pieces(List<(string Left, string Right)> merges) =>
        Enumerable.Range(0, 256).Select(b => Letter((byte)b)).Concat(merges.Select(m => m.Left + m.Right)).Distinct().Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i + 3);

    static List<string> Letters(string word) => [.. Encoding.UTF8.GetBytes(word).Select(Letter)];

    /// <summary>GPT-2's table: what Latin-1 can print stands for itself, the others in their order from U+0100 on.</summary>
    static string Letter(byte b)
    {
        bool IsShown(int c) => c is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');
        return IsShown(b) ? $"{(char)b}" : $"{(char)(256 + Enumerable.Range(0, b).Count(c => !IsShown(c)))}";
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Words();
}
