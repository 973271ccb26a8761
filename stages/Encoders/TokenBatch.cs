namespace Curation.Encoders;

/// <summary>Texts as tokens, filled up to the length of the longest.</summary>
/// <param name="Ids">Token ids, text by text.</param>
/// <param name="Mask">1 for a token, 0 for padding.</param>
/// <param name="Texts">How many texts there are.</param>
/// <param name="Length">Tokens of each, padding counted.</param>
sealed record TokenBatch(long[] Ids, long[] Mask, int Texts, int Length)
{
    /// <summary>Whether all texts are equally long.</summary>
    public bool IsFull => !Mask.Contains(0);

    /// <summary>Fills texts up.</summary>
    public static TokenBatch Of(IReadOnlyList<int[]> texts, int padding)
    {
        var length = texts.Max(t => t.Length);
        var (ids, mask) = (new long[texts.Count * length], new long[texts.Count * length]);
        Array.Fill(ids, padding);
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = 0; j < texts[i].Length; j++) (ids[i * length + j], mask[i * length + j]) = (texts[i][j], 1);
        }
        return new(ids, mask, texts.Count, length);
    }

    /// <summary>Cuts texts into batches of like lengths, so that little is padding: ordinals of <paramref name="texts"/>.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="size">How many tokens a batch has.</param>
    public static IEnumerable<int[]> Plan(IReadOnlyList<int[]> texts, BatchTokens size)
    {
        var batch = new List<int>();
        foreach (var i in Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length))
        {
            // Lengths rise: the one that comes is the longest, the first one has most padding.
            if (batch.Count > 0 && !size.Takes(batch.Count, texts[batch[0]].Length, texts[batch[^1]].Length, texts[i].Length))
            {
                yield return [.. batch];
                batch.Clear();
            }
            batch.Add(i);
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
