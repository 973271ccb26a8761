namespace Curation.Stages.Markup.Wikitext;

/// <summary>Splits parts of a page at bars that stand outside inner brackets.</summary>
internal static class Arguments
{
    /// <summary>The next bar in a range; the range's end if there is none.</summary>
    public static int NextBar(Expander page, int start, int end)
    {
        while (start < end)
        {
            var step = page.Source.AsSpan(start, end - start).IndexOfAny("|{[<");
            if (step < 0) return end;
            start += step;
            if (page.Source[start] == '|') return start;
            start = page.Nesting.TryFind(start, out var inner) && inner.End <= end ? inner.End : start + 1;
        }
        return end;
    }

    /// <summary>The last part.</summary>
    public static (int Start, int End) Last(Expander page, int start, int end)
    {
        while (NextBar(page, start, end) is var bar && bar < end) start = bar + 1;
        return (start, end);
    }
}
