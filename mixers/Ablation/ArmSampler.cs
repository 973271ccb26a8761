using System.IO.Hashing;
using System.Runtime.InteropServices;
using Curation.Core.Errors;
using Curation.Mixers.Tokenization;

namespace Curation.Mixers.Ablation;

/// <summary>
/// Draws tokens of both arms. A seed ranks all documents once, and each arm takes its own in this order: what the arms share comes in
/// the same order, so that a pair differs by the filter alone, and pairs differ by what was drawn.
/// </summary>
sealed class ArmSampler(AblationArms arms, AblationOptions options)
{
    /// <summary>Characters of text that the tokenizer is trained on, by arm.</summary>
    const long VocabularyCharacters = 4 << 20;

    /// <summary>Texts of an arm for a tokenizer.</summary>
    public IEnumerable<string> Texts(bool with)
    {
        var chosen = new List<int>();
        var left = VocabularyCharacters;
        foreach (var document in Order(options.Seed, with).TakeWhile(_ => left > 0))
        {
            chosen.Add(document);
            left -= arms.Documents[document].Characters;
        }
        var texts = arms.Texts(chosen).ToDictionary(t => t.Document, t => t.Text);
        return chosen.Select(d => texts[d]);
    }

    /// <summary>The first tokens of an arm in the order of a seed.</summary>
    /// <exception cref="ConfigException">The arm has fewer.</exception>
    public ushort[] Draw(int seed, bool with, int count, ITextTokenizer tokenizer)
    {
        var tokens = new List<ushort>(count + 1024);
        var order = Order(seed, with);
        for (var at = 0; tokens.Count < count && at < order.Length;)
        {
            // Four characters a token, about: a second reading follows where that was not enough.
            var (from, characters) = (at, 0L);
            while (at < order.Length && characters < 4L * (count - tokens.Count) + 4096) characters += arms.Documents[order[at++]].Characters;
            var read = arms.Texts(order[from..at]).ToDictionary(t => t.Document, t => t.Text);
            for (var i = from; i < at && tokens.Count < count; i++)
            {
                tokenizer.Encode(read[order[i]], tokens);
                tokens.Add((ushort)tokenizer.EndOfText);
            }
        }
        if (tokens.Count >= count) return CollectionsMarshal.AsSpan(tokens)[..count].ToArray();
        throw new ConfigException(FormattableString.Invariant(
            $"--tokens: expected at least {count} tokens in each arm, found {tokens.Count} in the {order.Length} documents {(with ? "with" : "without")} {options.Question}; ask for fewer by --tokens, or take a larger run"));
    }

    int[] Order(int seed, bool with)
    {
        var chosen = Enumerable.Range(0, arms.Documents.Count).Where(d => !with || arms.Documents[d].Passes).ToArray();
        var ranks = Array.ConvertAll(chosen, d => XxHash3.HashToUInt64(BitConverter.GetBytes(arms.Documents[d].Id), seed));
        Array.Sort(ranks, chosen);
        return chosen;
    }
}
