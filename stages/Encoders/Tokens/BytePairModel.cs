using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>Byte-level BPE: a word's bytes are joined pair by pair, the pair that was learnt first before others, the leftmost of equal ones first.</summary>
sealed class BytePairModel : ISubwordModel
{
    readonly Dictionary<(int Left, int Right), (int Rank, int Joined)> _merges;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _whole;
    readonly int[] _bytes;
    readonly bool _blankBefore, _wholeFirst;

    BytePairModel(Dictionary<string, int> vocabulary, Dictionary<(int, int), (int, int)> merges, int[] bytes, bool blankBefore, bool wholeFirst)
    {
        (_merges, _bytes, _blankBefore, _wholeFirst) = (merges, bytes, blankBefore, wholeFirst);
        _whole = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        (Longest, LargestId) = (vocabulary.Keys.Max(k => k.Length), vocabulary.Values.Max());
    }

    /// <inheritdoc/>
    public int Longest { get; }

    /// <inheritdoc/>
    public int LargestId { get; }

    /// <summary>Reads the model of a tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">It is BPE of another kind.</exception>
    public static BytePairModel Read(JsonElement root)
    {
        var (model, words) = (root.Member("model"), root.Member("pre_tokenizer"));
        words.Expect("type", "ByteLevel");
        if (words.Flag("use_regex") == false) throw new InvalidDataException("ByteLevel without its words (use_regex)");
        model.Refuse("byte_fallback");
        foreach (var affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (model.Text(affix) is { Length: > 0 } found) throw new InvalidDataException($"{affix} {found}, which byte-level BPE has not");
        }
        var vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal);
        int Id(string piece) => vocabulary.TryGetValue(piece, out var id) ? id : throw new InvalidDataException($"a vocabulary of {vocabulary.Count} without the piece {piece}");
        var merges = new Dictionary<(int, int), (int, int)>();
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
        {
            // Older files have both in one text.
            string[] pair = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Split(' ') : [.. merge.EnumerateArray().Select(p => p.GetString()!)];
            if (pair is not [var left, var right]) throw new InvalidDataException($"a merge of {pair.Length} pieces");
            merges.TryAdd((Id(left), Id(right)), (merges.Count, Id(left + right)));
        }
        return new(vocabulary, merges, [.. ByteLevel.Letters.Select(l => Id($"{l}"))], words.Flag("add_prefix_space") ?? true, model.Flag("ignore_merges") ?? false);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> text, List<int> ids, int most)
    {
        if (text.IsEmpty) return;
        if (_blankBefore && text[0] != ' ') text = $" {text}";
        while (!text.IsEmpty && ids.Count < most)
        {
            var word = text[..ByteLevel.Word(text)];
            text = text[word.Length..];
            var bytes = ArrayPool<byte>.Shared.Rent(3 * word.Length);
            Join(bytes.AsSpan(0, Encoding.UTF8.GetBytes(word, bytes)), ids);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    void Join(ReadOnlySpan<byte> word, List<int> ids)
    {
        if (_wholeFirst && Whole(word) is { } one)
        {
            ids.Add(one);
            return;
        }
        // A list linked both ways: what is joined stays at the left one's place.
        var (pieces, next, before) = (new int[word.Length], new int[word.Length], new int[word.Length]);
        for (var i = 0; i < word.Length; i++) (pieces[i], next[i], before[i]) = (_bytes[word[i]], i + 1, i - 1);
        var queue = new PriorityQueue<(int At, int Left, int Right, int Joined), (int Rank, int At)>();
        for (var i = 0; i + 1 < word.Length; i++) Offer(i);
        while (queue.TryDequeue(out var pair, out _))
        {
            var (at, right) = (pair.At, next[pair.At]);
            // Stale where either has been joined since.
            if (pieces[at] != pair.Left || right >= word.Length || pieces[right] != pair.Right) continue;
            (pieces[at], pieces[right], next[at]) = (pair.Joined, -1, next[right]);
            if (next[at] < word.Length) before[next[at]] = at;
            if (before[at] >= 0) Offer(before[at]);
            Offer(at);
        }
        for (var i = 0; i < word.Length; i = next[i]) ids.Add(pieces[i]);

        void Offer(int at)
        {
            if (next[at] < pieces.Length && _merges.TryGetValue((pieces[at], pieces[next[at]]), out var merge))
                queue.Enqueue((at, pieces[at], pieces[next[at]], merge.Joined), (merge.Rank, at));
        }
    }

    int? Whole(ReadOnlySpan<byte> word)
    {
        if (word.Length > Longest) return null;
        Span<char> letters = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++) letters[i] = ByteLevel.Letters[word[i]];
        return _whole.TryGetValue(letters, out var id) ? id : null;
    }
}
