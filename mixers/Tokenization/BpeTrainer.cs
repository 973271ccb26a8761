using System.Text;

namespace Curation.Mixers.Tokenization;

/// <summary>Learns byte-pair merges from text: the most frequent pair of neighbours within a word becomes a token, again and again.</summary>
public sealed class BpeTrainer
{
    readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);

    /// <summary>Counts the words of a text.</summary>
    public void Add(string text)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Length;)
        {
            var length = PreTokens.Length(text, i);
            if (length <= 64)
            {
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(words, text.AsSpan(i, length), out _);
                count++;
            }
            i += length;
        }
    }

    /// <summary>Learns merges until the vocabulary has so many tokens, or no pair occurs twice. The same counts give the same merges.</summary>
    public BpeTokenizer Train(int vocabulary)
    {
        var words = _words.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (Ids: Encoding.UTF8.GetBytes(w.Key).Select(b => (int)b).ToArray(), w.Value)).ToArray();
        var counts = new Dictionary<(int, int), long>();
        var places = new Dictionary<(int, int), HashSet<int>>();
        var queue = new PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)>();
        for (var w = 0; w < words.Length; w++) Count(w, +1, null);
        foreach (var (pair, count) in counts) queue.Enqueue(pair, (-count, pair.Item1, pair.Item2));
        var merges = new List<(int, int)>();
        while (257 + merges.Count < vocabulary && queue.TryDequeue(out var pair, out var priority))
        {
            // Counts change as merges are made: an outdated entry is put back with its count of now.
            var now = counts.GetValueOrDefault(pair);
            if (now != -priority.Count)
            {
                if (now > 1) queue.Enqueue(pair, (-now, pair.Left, pair.Right));
                continue;
            }
            if (now < 2) break;
            var merged = 257 + merges.Count;
            merges.Add(pair);
            var touched = new HashSet<(int, int)>();
            foreach (var w in places[pair].ToArray())
            {
                Count(w, -1, null);
                words[w].Ids = Join(words[w].Ids, pair, merged);
                Count(w, +1, touched);
            }
            foreach (var other in touched) queue.Enqueue(other, (-counts[other], other.Item1, other.Item2));
        }
        return new(merges);

        void Count(int w, int sign, HashSet<(int, int)>? touched)
        {
            var (ids, weight) = words[w];
            for (var i = 0; i + 1 < ids.Length; i++)
            {
                var pair = (ids[i], ids[i + 1]);
                counts[pair] = counts.GetValueOrDefault(pair) + sign * weight;
                if (!places.TryGetValue(pair, out var set)) places[pair] = set = [];
                if (sign > 0) set.Add(w);
                else set.Remove(w);
                touched?.Add(pair);
            }
        }
    }

    static int[] Join(int[] ids, (int Left, int Right) pair, int merged)
    {
        var joined = new List<int>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            if (i + 1 < ids.Length && ids[i] == pair.Left && ids[i + 1] == pair.Right) { joined.Add(merged); i++; }
            else joined.Add(ids[i]);
        }
        return [.. joined];
    }
}
