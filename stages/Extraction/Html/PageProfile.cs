using System.Runtime.InteropServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>What holds for a page as a whole.</summary>
sealed class PageProfile
{
    /// <summary>Units of text.</summary>
    public long Length { get; private set; }

    /// <summary>Units of it inside links.</summary>
    public long Linked { get; private set; }

    /// <summary>Blocks of running text.</summary>
    public int LongBlocks { get; private set; }

    /// <summary>Share of the unlinked text in parts named after forums.</summary>
    public float ForumShare { get; private set; }

    /// <summary>Share of the unlinked text in parts named after comments.</summary>
    public float CommentShare { get; private set; }

    /// <summary>The block that says the page's title, -1 if none does.</summary>
    public int TitleBlock { get; private set; } = -1;

    /// <summary>The block that the page's description is taken from, -1 if there is none.</summary>
    public int DescriptionBlock { get; private set; } = -1;

    /// <summary>Sums up a page; counts copies of its blocks.</summary>
    public static PageProfile Of(PageBlocks page, ReadOnlySpan<BlockWords> words, int titleWords, string? description)
    {
        var profile = new PageProfile();
        var (forum, comments) = (0L, 0L);
        foreach (ref readonly var block in page.Blocks)
        {
            var plain = block.Length - block.Linked;
            profile.Length += block.Length;
            profile.Linked += block.Linked;
            if (block.Length >= ContainerTotals.Long && block.LinkDensity < .4f) profile.LongBlocks++;
            if ((block.Names & NameClasses.Forum) != 0) forum += plain;
            if ((block.Names & NameClasses.Comment) != 0) comments += plain;
        }
        var unlinked = Math.Max(1f, profile.Length - profile.Linked);
        (profile.ForumShare, profile.CommentShare) = (forum / unlinked, comments / unlinked);
        profile.TitleBlock = FindTitle(page.Blocks, words, titleWords);
        profile.DescriptionBlock = FindDescription(page, description);
        CountCopies(page);
        return profile;
    }

    /// <summary>The block most of whose words are the title's, headings before others.</summary>
    static int FindTitle(ReadOnlySpan<HtmlBlock> blocks, ReadOnlySpan<BlockWords> words, int titleWords)
    {
        var (best, score) = (-1, 0f);
        for (var i = 0; i < blocks.Length; i++)
        {
            var (count, common) = (words[i].Count, words[i].OfTitle);
            if (count < 2 || common < Math.Min(3, titleWords) || common <= count * .75f) continue;
            var likeness = 2f * common / (count + titleWords);
            if (blocks[i].Kind == BlockKind.Heading) likeness += blocks[i].Level == 1 ? .8f : .5f;
            if (likeness > score) (best, score) = (i, likeness);
        }
        return best;
    }

    static int FindDescription(PageBlocks page, string? description)
    {
        const int Telling = 40;
        if (description is not { Length: >= Telling }) return -1;
        var at = page.Text.Span.IndexOf(description.AsSpan(0, Telling), StringComparison.Ordinal);
        if (at < 0) return -1;
        var (low, high) = (0, page.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (page.Blocks[middle].Start <= at) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>Menus stand on many pages twice, for small screens and for large ones.</summary>
    static void CountCopies(PageBlocks page)
    {
        var copies = new Dictionary<ulong, byte>(page.Count);
        foreach (ref readonly var block in page.Blocks)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(copies, Hash(page.TextOf(block)), out _);
            if (count < 5) count++;
        }
        foreach (ref var block in page.Blocks) block.Copies = copies[Hash(page.TextOf(block))];
    }

    static ulong Hash(ReadOnlySpan<char> text) => System.IO.Hashing.XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
}
