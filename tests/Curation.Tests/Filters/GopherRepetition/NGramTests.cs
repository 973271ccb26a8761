using CsCheck;
using Curation.Stages.Filters.GopherRepetition;
using Curation.Stages.Text.Tokens;

namespace Curation.Tests.Filters.GopherRepetition;

/// <summary>N-gram tables against lists of strings.</summary>
public sealed class NGramTests
{
    static readonly string[] s_words = ["a", "aa", "b", "ab", "bigword", "anotherbigword", "c", "longestofallthesewords"];

    // Few short words, some of which join to the same characters in two ways.
    static readonly Gen<string> s_text = Gen.Int[0, s_words.Length - 1].Array[0, 80].Select(picks => string.Join(' ', picks!.Select(i => s_words[i])));

    [Fact]
    public void NGramLevels_AnyWords_CountAsDictionariesDo() => s_text.Sample(
        text =>
        {
            var (levels, words) = (new NGramLevels(), text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            levels.Start(text, SharedTokens.Split(text, null));
            for (var n = 2; n <= 10; n++)
            {
                levels.Next();
                var grams = Enumerable.Range(0, Math.Max(0, words.Length - n + 1)).Select(i => string.Join(' ', words[i..(i + n)])).ToArray();
                var counts = grams.GroupBy(g => g).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
                Assert.Equal(grams.Length, levels.Count);
                for (var i = 0; i < grams.Length; i++)
                    Assert.Equal(counts[grams[i]], levels[i] < 0 ? 1 : levels.Repeated(levels[i]).Count);
            }
        },
        iter: 5_000);

    [Fact]
    public void JoinedNGrams_AnyWords_FindWhatJoinedStringsDo() => s_text.Sample(
        text =>
        {
            var (joined, words) = (new JoinedNGrams(), text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            joined.Start(text, SharedTokens.Split(text, null));
            for (var n = 5; n <= 10; n++)
            {
                var (seen, expected) = (new HashSet<string>(StringComparer.Ordinal), 0);
                for (var i = 0; i + n <= words.Length; i++)
                {
                    var gram = string.Concat(words[i..(i + n)]);
                    if (seen.Add(gram)) continue;
                    expected += gram.Length;
                    i += n - 1;
                }
                Assert.Equal(expected, joined.Repeated(n));
            }
        },
        iter: 5_000);
}
