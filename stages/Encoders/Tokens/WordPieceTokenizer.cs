using System.Buffers;
using Curation.Core.Errors;

namespace Curation.Encoders.Tokens;

/// <summary>
/// BERT's tokenizer: white space, punctuation and ideographs part words, and a word is spelt by the longest pieces from its start (Devlin
/// et al. 2018). Texts are read only as far as tokens are wanted. Names of special tokens in a text are text. Thread-safe.
/// </summary>
sealed class WordPieceTokenizer : IEncoderTokenizer
{
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _starts, _continuations;
    readonly FoldedRunes _folded;
    readonly WordPieceSettings _settings;
    readonly int _unknown, _first, _last, _longest;

    /// <exception cref="ConfigException">The vocabulary lacks a token that every text needs.</exception>
    public WordPieceTokenizer(WordPieceSettings settings)
    {
        _settings = settings;
        _folded = new(settings.LowerCase, settings.StripAccents, settings.Clean);
        var within = settings.Vocabulary.Where(p => p.Key.Length > settings.Prefix.Length && p.Key.StartsWith(settings.Prefix, StringComparison.Ordinal))
            .ToDictionary(p => p.Key[settings.Prefix.Length..], p => p.Value, StringComparer.Ordinal);
        var all = settings.Vocabulary.ToDictionary(StringComparer.Ordinal);
        (_starts, _continuations) = (all.GetAlternateLookup<ReadOnlySpan<char>>(), within.GetAlternateLookup<ReadOnlySpan<char>>());
        _longest = all.Count == 0 ? 0 : all.Keys.Max(k => k.Length);
        int Id(string piece) => all.TryGetValue(piece, out var id) ? id : throw new ConfigException($"encoder-classifier: expected the token {piece} in the vocabulary, found {all.Count} without it; the files are not those of a BERT tokenizer");
        (_unknown, _first, _last) = (Id(settings.Unknown), Id("[CLS]"), Id("[SEP]"));
    }

    /// <inheritdoc/>
    public int LargestId => _settings.Vocabulary.Values.Max();

    /// <inheritdoc/>
    public int[] Encode(string text, int most)
    {
        List<int> ids = [_first];
        var word = ArrayPool<char>.Shared.Rent(2 * _settings.MaxWord + 2);
        var (length, runes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (ids.Count >= most - 1) break;
            foreach (var folded in _folded.Of(rune))
            {
                var alone = FoldedRunes.StandsAlone(folded, _settings.SplitIdeographs);
                if (alone || folded.Value == ' ') Flush();
                if (folded.Value == ' ') continue;
                // A word that is too long is unknown as a whole; what is kept of it tells that it is.
                if (++runes <= _settings.MaxWord) length += folded.EncodeToUtf16(word.AsSpan(length));
                if (alone) Flush();
            }
        }
        Flush();
        ArrayPool<char>.Shared.Return(word);
        if (ids.Count > most - 1) ids.RemoveRange(most - 1, ids.Count - most + 1);
        ids.Add(_last);
        return [.. ids];

        void Flush()
        {
            if (runes > _settings.MaxWord) ids.Add(_unknown);
            else if (runes > 0) Spell(word.AsSpan(0, length), ids);
            (length, runes) = (0, 0);
        }
    }

    void Spell(ReadOnlySpan<char> word, List<int> ids)
    {
        var before = ids.Count;
        for (var start = 0; start < word.Length;)
        {
            var pieces = start == 0 ? _starts : _continuations;
            var (end, id) = (Math.Min(word.Length, start + _longest), 0);
            while (end > start && !pieces.TryGetValue(word[start..end], out id)) end--;
            if (end == start)
            {
                ids.RemoveRange(before, ids.Count - before);
                ids.Add(_unknown);
                return;
            }
            ids.Add(id);
            start = end;
        }
    }
}
