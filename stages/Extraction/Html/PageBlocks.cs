using System.Runtime.InteropServices;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>A page cut into blocks of text, in order, with the elements that hold them. Made to be used again for the next page.</summary>
sealed class PageBlocks
{
    HtmlBlock[] _blocks = new HtmlBlock[256];
    BlockContainer[] _containers = new BlockContainer[256];
    readonly List<InlineMark> _marks = [];

    /// <summary>The text of all blocks, a line feed behind each.</summary>
    public TextBuffer Text { get; } = new();

    /// <summary>Number of blocks.</summary>
    public int Count { get; private set; }

    /// <summary>Number of containers; 0 is the body.</summary>
    public int ContainerCount { get; private set; }

    /// <summary>The blocks.</summary>
    public Span<HtmlBlock> Blocks => _blocks.AsSpan(0, Count);

    /// <summary>The containers, each behind the one around it.</summary>
    public Span<BlockContainer> Containers => _containers.AsSpan(0, ContainerCount);

    /// <summary>Signs of emphasis and code, in order; empty where they were not asked for.</summary>
    public ReadOnlySpan<InlineMark> Marks => CollectionsMarshal.AsSpan(_marks);

    /// <summary>Adds a sign; returns its index.</summary>
    public int Add(in InlineMark mark)
    {
        _marks.Add(mark);
        return _marks.Count - 1;
    }

    /// <summary>Moves a sign.</summary>
    public void Move(int mark, int at) => _marks[mark] = _marks[mark] with { At = at };

    /// <summary>Forgets the signs from an index on.</summary>
    public void CutMarks(int count) => _marks.RemoveRange(count, _marks.Count - count);

    /// <summary>The text of a block.</summary>
    public ReadOnlySpan<char> TextOf(in HtmlBlock block) => Text.Span.Slice(block.Start, block.Length);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Text.Clear();
        _marks.Clear();
        (Count, ContainerCount) = (0, 0);
    }

    /// <summary>Adds a block.</summary>
    public void Add(in HtmlBlock block)
    {
        if (Count == _blocks.Length) Array.Resize(ref _blocks, Count * 2);
        _blocks[Count++] = block;
    }

    /// <summary>Adds a container; returns its index.</summary>
    public int Add(in BlockContainer container)
    {
        if (ContainerCount == _containers.Length) Array.Resize(ref _containers, ContainerCount * 2);
        _containers[ContainerCount] = container;
        return ContainerCount++;
    }
}
