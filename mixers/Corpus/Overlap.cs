using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Curation.Mixers.Corpus;

/// <summary>Share of held-out texts' runs of 13 words (GPT-3, appendix C) that training texts hold as well.</summary>
public sealed class Overlap
{
    const int Words = 13;
    readonly Dictionary<ulong, bool> _seen = [];

    /// <summary>Notes the runs of a held-out text.</summary>
    public void Expect(string text)
    {
        foreach (var run in Runs(text)) _seen.TryAdd(run, false);
    }

    /// <summary>Marks what a training text holds.</summary>
    public void Train(string text)
    {
        if (_seen.Count == 0) return;
        foreach (var run in Runs(text))
        {
            ref var seen = ref CollectionsMarshal.GetValueRefOrNullRef(_seen, run);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref seen)) seen = true;
        }
    }

    /// <summary>Share of a held-out text's runs that training texts hold, 0 to 1; 0 for texts of fewer words.</summary>
    public double Share(string text)
    {
        var (count, seen) = (0, 0);
        foreach (var run in Runs(text))
        {
            count++;
            if (_seen.GetValueOrDefault(run)) seen++;
        }
        return count == 0 ? 0 : (double)seen / count;
    }

    static IEnumerable<ulong> Runs(string text)
    {
        var window = new ulong[Words];
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            while (i < text.Length && !char.IsLetterOrDigit(text[i])) i++;
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
            if (i == start) break;
            window[count++ % Words] = Word(text.AsSpan(start, i - start));
            if (count < Words) continue;
            var hash = 14695981039346656037;
            for (var w = 0; w < Words; w++) hash = (hash ^ window[(count + w) % Words]) * 1099511628211;
            yield return hash;
        }
    }

    static ulong Word(ReadOnlySpan<char> word)
    {
        Span<char> lower = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
        word.ToLowerInvariant(lower);
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower));
    }
}
