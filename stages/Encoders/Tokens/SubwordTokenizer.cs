using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>
/// A tokenizer of tokenizer.json: normalizer, added tokens, a model's pieces, marks at the ends. Texts are read only as far as tokens are
/// wanted. Names of special tokens in a text are text.
/// </summary>
sealed class SubwordTokenizer(JsonElement root, ISubwordModel model) : IEncoderTokenizer
{
    readonly TextNormalizer _normalizer = TextNormalizer.Read(root.Member("normalizer"));
    readonly AddedTokens _added = AddedTokens.Read(root);
    readonly EndMarks _marks = EndMarks.Read(root.Member("post_processor"));

    /// <inheritdoc/>
    public int LargestId => Math.Max(model.LargestId, Math.Max(_added.LargestId, _marks.Before.Concat(_marks.Behind).DefaultIfEmpty().Max()));

    /// <inheritdoc/>
    public int[] Encode(string text, int most)
    {
        List<int> ids = [.. _marks.Before];
        var wanted = Math.Max(most - _marks.Behind.Length, ids.Count);
        for (var at = 0; at < text.Length && ids.Count < wanted;)
        {
            var block = Block(text.AsSpan(at), (int)Math.Min((long)wanted * Math.Max(model.Longest, 16), Array.MaxLength / 2));
            at += block.Length;
            AddBlock(_normalizer.Apply(block), ids, wanted);
        }
        if (ids.Count > wanted) ids.RemoveRange(wanted, ids.Count - wanted);
        return [.. ids, .. _marks.Behind];
    }

    void AddBlock(ReadOnlySpan<char> text, List<int> ids, int wanted)
    {
        while (ids.Count < wanted && _added.Next(text) is { } next)
        {
            model.Encode(text[..next.Start], ids, wanted);
            ids.Add(next.Id);
            text = text[(next.Start + next.Length)..];
        }
        model.Encode(text, ids, wanted);
    }

    /// <summary>A start of the text that holds as many tokens as are wanted unless it is white space; it ends before a word if one begins soon.</summary>
    static ReadOnlySpan<char> Block(ReadOnlySpan<char> text, int least)
    {
        if (text.Length <= 2 * least) return text;
        var end = least;
        while (end < 2 * least && !(text[end - 1] == ' ' && char.IsAsciiLetter(text[end]))) end++;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end];
    }
}
