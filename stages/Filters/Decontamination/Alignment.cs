namespace Curation.Stages.Filters.Decontamination;

/// <summary>Aligns words greedily where a few differ: after a difference it goes on at the nearest place at which two words agree again.</summary>
static class Alignment
{
    /// <summary>Words that may be passed over at a difference, on either side.</summary>
    const int Reach = 3;

    /// <summary>Words in common and words of the text that were passed, from the starts on.</summary>
    public static (int Matched, int Text) Forward(ReadOnlySpan<uint> text, ReadOnlySpan<uint> item)
    {
        var (t, i, matched, end) = (0, 0, 0, 0);
        while (t < text.Length && i < item.Length)
        {
            if (text[t] == item[i])
            {
                (t, i, matched) = (t + 1, i + 1, matched + 1);
                end = t;
                continue;
            }
            if (!Resume(text[t..], item[i..], out var skipText, out var skipItem)) break;
            (t, i) = (t + skipText, i + skipItem);
        }
        return (matched, end);
    }

    /// <summary>The same from the ends back.</summary>
    public static (int Matched, int Text) Backward(ReadOnlySpan<uint> text, ReadOnlySpan<uint> item)
    {
        // As many words as the item could reach over.
        text = text[Math.Max(0, text.Length - item.Length * (1 + Reach) - Reach)..];
        Span<uint> turnedText = text.Length <= 256 ? stackalloc uint[text.Length] : new uint[text.Length];
        Span<uint> turnedItem = item.Length <= 256 ? stackalloc uint[item.Length] : new uint[item.Length];
        text.CopyTo(turnedText);
        item.CopyTo(turnedItem);
        turnedText.Reverse();
        turnedItem.Reverse();
        return Forward(turnedText, turnedItem);
    }

    /// <summary>The fewest words to pass over; one word agreeing is enough at the end of either, or right behind a single changed word.</summary>
    static bool Resume(ReadOnlySpan<uint> text, ReadOnlySpan<uint> item, out int skipText, out int skipItem)
    {
        for (var total = 1; total <= 2 * Reach; total++)
        {
            for (skipText = Math.Max(0, total - Reach); skipText <= Math.Min(total, Reach); skipText++)
            {
                skipItem = total - skipText;
                if (Agree(text, item, skipText, skipItem)) return true;
            }
        }
        (skipText, skipItem) = (0, 0);
        return false;
    }

    static bool Agree(ReadOnlySpan<uint> text, ReadOnlySpan<uint> item, int t, int i)
    {
        if (t >= text.Length || i >= item.Length || text[t] != item[i]) return false;
        return t + 1 >= text.Length || i + 1 >= item.Length || text[t + 1] == item[i + 1];
    }
}
