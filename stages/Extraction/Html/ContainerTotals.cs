using System.IO.Hashing;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>Sums up what containers hold, and counts those that are alike.</summary>
static class ContainerTotals
{
    /// <summary>From this length on an unlinked block is running text.</summary>
    public const int Long = 80;

    /// <summary>Hash of a tag and its classes.</summary>
    public static uint Signature(HtmlTag tag, ReadOnlySpan<byte> classes) => (uint)XxHash3.HashToUInt64(classes, (long)tag);

    /// <summary>Fills the containers' totals from the blocks.</summary>
    public static void Sum(PageBlocks page)
    {
        var containers = page.Containers;
        foreach (ref readonly var block in page.Blocks)
        {
            ref var container = ref containers[block.Container];
            container.Blocks++;
            container.Length += block.Length;
            container.Linked += block.Linked;
            if (block.Length >= Long && block.LinkDensity < .4f) container.LongBlocks++;
        }
        // A container stands behind the one around it.
        for (var i = containers.Length - 1; i > 0; i--)
        {
            ref readonly var container = ref containers[i];
            ref var parent = ref containers[container.Parent];
            parent.Blocks += container.Blocks;
            parent.Length += container.Length;
            parent.Linked += container.Linked;
            parent.LongBlocks += container.LongBlocks;
        }
        CountAlike(containers);
    }

    static void CountAlike(Span<BlockContainer> containers)
    {
        var alike = new Dictionary<(int Parent, uint Signature), int>(containers.Length);
        foreach (ref readonly var container in containers)
            if (container.Blocks > 0) alike[(container.Parent, container.Signature)] = alike.GetValueOrDefault((container.Parent, container.Signature)) + 1;
        foreach (ref var container in containers)
            if (container.Blocks > 0) container.Alike = alike[(container.Parent, container.Signature)];
    }
}
