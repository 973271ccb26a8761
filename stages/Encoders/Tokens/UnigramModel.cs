using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>
/// SentencePiece's unigram model (Kudo 2018): of all ways to spell a word in pieces, the one whose scores (logarithms of probabilities) have the
/// greatest sum. Words begin with <c>▁</c>. Characters without a piece are unknown, at 10 below the least score; neighbours are one token.
/// </summary>
sealed class UnigramModel : ISubwordModel
{
    const double UnknownPenalty = 10;
    const char Blank = '▁';

    readonly Dictionary<string, (int Id, double Score)>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    readonly int _unknown;
    readonly double _unknownScore;
    readonly bool _skipsWhiteSpace;

    UnigramModel(Dictionary<string, (int, double)> pieces, int unknown, double unknownScore, bool skipsWhiteSpace)
    {
        (_pieces, _unknown, _unknownScore, _skipsWhiteSpace) = (pieces.GetAlternateLookup<ReadOnlySpan<char>>(), unknown, unknownScore, skipsWhiteSpace);
        (Longest, LargestId) = (pieces.Keys.Select(k => k.Length).DefaultIfEmpty(1).Max(), pieces.Values.Select(p => p.Item1).Append(unknown).Max());
    }

    /// <inheritdoc/>
    public int Longest { get; }

    /// <inheritdoc/>
    public int LargestId { get; }

    /// <summary>Reads the model of a tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">It cuts words in another way.</exception>
    public static UnigramModel Read(JsonElement root)
    {
        var model = root.Member("model");
        model.Refuse("byte_fallback");
        var words = root.Member("pre_tokenizer").Parts("pretokenizers").ToArray();
        if (words is [] || words.Length > 2) throw new InvalidDataException($"{words.Length} pre_tokenizers where Metaspace is read, with WhitespaceSplit before it or without");
        words[^1].Expect("type", "Metaspace");
        words[^1].Expect("replacement", $"{Blank}");
        if (words.Length == 2) words[0].Expect("type", "WhitespaceSplit");
        if (words[^1].Flag("split") == false || words[^1].Flag("add_prefix_space") == false || words[^1].Text("prepend_scheme") is not (null or "always"))
            throw new InvalidDataException("Metaspace that does not begin every word");
        var special = AddedTokens.Special(root);
        var (pieces, least, id) = (new Dictionary<string, (int, double)>(StringComparer.Ordinal), 0.0, 0);
        foreach (var entry in model.GetProperty("vocab").EnumerateArray())
        {
            var (piece, score) = (entry[0].GetString()!, entry[1].GetDouble());
            // Special ones have no place in a text.
            if (piece.Length > 0 && !special.Contains(piece)) pieces.TryAdd(piece, (id, score));
            (least, id) = (Math.Min(least, score), id + 1);
        }
        var unknown = model.Member("unk_id") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : throw new InvalidDataException("a Unigram model without unk_id");
        pieces.Remove(model.GetProperty("vocab")[unknown][0].GetString()!);
        return new(pieces, unknown, least - UnknownPenalty, words.Length == 2);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> text, List<int> ids, int most)
    {
        if (!_skipsWhiteSpace) AddWords(text, ids, most);
        while (_skipsWhiteSpace && ids.Count < most && text.TrimStart() is { IsEmpty: false } rest)
        {
            var end = 1;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end])) end++;
            AddWords(rest[..end], ids, most);
            text = rest[end..];
        }
    }

    /// <summary>Adds words that begin at blanks; the first needs none.</summary>
    void AddWords(ReadOnlySpan<char> text, List<int> ids, int most)
    {
        var word = ArrayPool<char>.Shared.Rent(text.Length + 1);
        word[0] = Blank;
        while (!text.IsEmpty && ids.Count < most)
        {
            if (text[0] is ' ' or Blank) text = text[1..];
            var end = text.IndexOfAny(' ', Blank) is var found and >= 0 ? found : text.Length;
            text[..end].CopyTo(word.AsSpan(1));
            Spell(word.AsSpan(0, end + 1), ids);
            text = text[end..];
        }
        ArrayPool<char>.Shared.Return(word);
    }

    /// <summary>The best path through all pieces (Viterbi 1967), the first found of equal ones.</summary>
    void Spell(ReadOnlySpan<char> word, List<int> ids)
    {
        var best = new (double Score, int From, int Id)[word.Length + 1];
        Array.Fill(best, (double.NegativeInfinity, -1, 0));
        best[0] = (0, -1, 0);
        for (var start = 0; start < word.Length;)
        {
            Rune.DecodeFromUtf16(word[start..], out _, out var units);
            var (here, hasOwn) = (best[start].Score, false);
            for (var end = start + units; end <= Math.Min(word.Length, start + Longest); end++)
            {
                if (!_pieces.TryGetValue(word[start..end], out var piece)) continue;
                Offer(end, here + piece.Score, piece.Id);
                hasOwn |= end == start + units;
            }
            if (!hasOwn) Offer(start + units, here + _unknownScore, _unknown);
            start += units;

            void Offer(int end, double score, int id)
            {
                if (score > best[end].Score) best[end] = (score, start, id);
            }
        }
        var path = new Stack<int>();
        for (var end = word.Length; end > 0; end = best[end].From)
        {
            if (best[end].Id != _unknown || !path.TryPeek(out var next) || next != _unknown) path.Push(best[end].Id);
        }
        ids.AddRange(path);
    }
}
