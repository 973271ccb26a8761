using static System.Numerics.BitOperations;

namespace Curation.Stages.Extraction.Html;

/// <summary>
/// The numbers by which a block is judged. Lengths and counts are logarithms, so that twice as long counts the same everywhere. Which of
/// them speaks how loudly for content is in <c>ContentWeights.txt</c>, a line a feature.
/// </summary>
ref struct ContentFeatures
{
    const int Levels = 6;
    const int ContextBits = 19;
    const int NameBits = 30;

    readonly PageBlocks _page;
    readonly ReadOnlySpan<TextShape> _shapes;
    readonly ReadOnlySpan<BlockWords> _words;
    readonly MainContainer _main;
    readonly PageProfile _profile;
    readonly Span<float> _values;
    int _count, _lastHeading, _headingLevel, _headingWords;
    long _before;

    /// <summary>Prepares the features of a page's blocks, which are then asked for in order.</summary>
    public ContentFeatures(PageBlocks page, ReadOnlySpan<TextShape> shapes, ReadOnlySpan<BlockWords> words, PageProfile profile, Span<float> values)
    {
        (_page, _profile) = (page, profile);
        _main = MainContainer.Of(page);
        _shapes = shapes;
        _words = words;
        _values = values;
        (_lastHeading, _headingWords) = (-1, -1);
    }

    /// <summary>The names of the features, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = MakeNames();

    /// <summary>The features of the next block.</summary>
    public ReadOnlySpan<float> Of(int index)
    {
        _count = 0;
        ref readonly var block = ref _page.Blocks[index];
        OfText(block, _shapes[index], _words[index]);
        OfPlace(index, block);
        OfNeighbours(index);
        OfContainers(block);
        OfPage();
        OfNames(block);
        if (block.Kind == BlockKind.Heading) _lastHeading = index;
        _before += block.Length;
        return _values[.._count];
    }

    void OfText(in HtmlBlock block, in TextShape shape, in BlockWords words)
    {
        Add(Log(block.Length));
        Add(block.LinkDensity);
        Add(shape.EndsSentence ? 1 : 0);
        Add(Log(shape.Commas));
        Add(Part(shape.Digits, block.Length));
        Add(Part(shape.Capitals, shape.Letters));
        Add(Log(shape.Separators));
        Add(Math.Min(shape.Copyrights, 1));
        Add(block.Kind == BlockKind.Heading ? block.Level : 0);
        Add(block.Kind == BlockKind.Item ? block.Level : 0);
        Add(block.Kind == BlockKind.Cell ? 1 : 0);
        Add(block.Copies);
        foreach (var share in words.ByClass) Add(share);
    }

    void OfPlace(int index, in HtmlBlock block)
    {
        Add((float)index / _page.Count);
        Add((float)_before / Math.Max(1, _profile.Length));
        Add(Log(_profile.Length - _before));
        Add(From(_profile.TitleBlock, index));
        Add(_profile.TitleBlock < 0 ? 0 : 1);
        Add(From(_profile.DescriptionBlock, index));
        Add(_lastHeading < 0 ? 20 : Math.Min(20, index - _lastHeading));
        if (block.Kind == BlockKind.Heading) (_headingLevel, _headingWords) = (block.Level, index);
        Add(_headingLevel);
        for (var i = 0; i < BoilerplateWords.Classes; i++) Add(_headingWords < 0 ? 0 : _words[_headingWords].ByClass[i]);
    }

    void OfNeighbours(int index)
    {
        var blocks = _page.Blocks;
        for (var d = -2; d <= 2; d++)
        {
            if (d == 0) continue;
            var there = index + d >= 0 && index + d < blocks.Length;
            Add(there ? Log(blocks[index + d].Length) : 0);
            Add(there ? blocks[index + d].LinkDensity : 1);
            Add(there ? _words[index + d].Sum : 0);
        }
        var (length, linked) = (0f, 0f);
        foreach (ref readonly var near in blocks[Math.Max(0, index - 6)..Math.Min(blocks.Length, index + 7)]) (length, linked) = (length + near.Length, linked + near.Linked);
        Add(Log(length));
        Add(linked / Math.Max(1, length));
    }

    void OfContainers(in HtmlBlock block)
    {
        var containers = _page.Containers;
        var (at, alike) = (block.Container, 0);
        for (var level = 0; level < Levels; level++)
        {
            ref readonly var container = ref containers[at];
            Add(Log(container.Length));
            Add(Part(container.Linked, container.Length));
            Add(Log(container.LongBlocks));
            Add(Log(container.Blocks));
            Add(Log(container.Alike));
            Add((float)(container.Length - container.Linked) / Math.Max(1, _profile.Length - _profile.Linked));
            alike = Math.Max(alike, container.Alike);
            at = container.Parent;
        }
        Add(Log(alike));
        var up = 0;
        for (at = block.Container; !_main.Holds(at); at = containers[at].Parent) up++;
        Add(at == _main.Index ? 1 : 0);
        Add(up);
        Add(containers[_main.Index].Depth - containers[at].Depth);
        Add(containers[_main.Index].Depth);
        Add(_main.Weight / Math.Max(1, _profile.Length - _profile.Linked));
    }

    void OfPage()
    {
        Add(Log(_profile.Length));
        Add(Log(_page.Count));
        Add(Log(_profile.LongBlocks));
        Add((float)_profile.Linked / Math.Max(1, _profile.Length));
        Add(_profile.ForumShare);
        Add(_profile.CommentShare);
    }

    void OfNames(in HtmlBlock block)
    {
        AddBits((uint)block.Context, ContextBits);
        AddBits((uint)block.Names, NameBits);
        AddBits((uint)block.NearNames, NameBits);
    }

    void AddBits(uint bits, int count)
    {
        var values = _values.Slice(_count, count);
        values.Clear();
        for (; bits != 0; bits &= bits - 1) values[TrailingZeroCount(bits)] = 1;
        _count += count;
    }

    void Add(float value) => _values[_count++] = value;

    static float Part(int part, int whole) => (float)part / Math.Max(1, whole);

    /// <summary>Of the counts that are nearly all there are, kept: the logarithm is the dearest part of a feature.</summary>
    static readonly float[] s_logarithms = [.. Enumerable.Range(0, 8192).Select(n => MathF.Log2(n + 1f))];

    static float Log(float count) =>
        count >= 0 && count < s_logarithms.Length && (int)count == count ? s_logarithms[(int)count] : MathF.Log2(Math.Max(0, count) + 1);

    /// <summary>Distance behind (or, negative, before) a block that marks where the content begins.</summary>
    static float From(int mark, int index) => mark < 0 ? 0 : index < mark ? -Log(mark - index) : Log(index - mark + 1);

    static List<string> MakeNames()
    {
        List<string> names =
        [
            "length", "link-density", "ends-sentence", "commas", "digits", "capitals", "separators", "copyright", "heading-level", "list-level", "cell", "copies",
            .. Classes("words"), "place", "text-before", "text-behind", "from-title", "has-title", "from-description", "since-heading", "above-level", .. Classes("above-words"),
        ];
        foreach (var d in (int[])[-2, -1, 1, 2]) names.AddRange([$"length{d:+0;-0}", $"link-density{d:+0;-0}", $"words{d:+0;-0}"]);
        names.AddRange(["near-length", "near-link-density"]);
        for (var level = 0; level < Levels; level++)
            foreach (var name in (string[])["length", "link-density", "long", "blocks", "alike", "share"]) names.Add($"container{level}-{name}");
        names.AddRange(["alike", "in-main-part", "below-main-path", "main-depth-off", "main-depth", "main-share", "page-length", "page-blocks", "page-long", "page-link-density", "page-forum", "page-comments"]);
        for (var i = 0; i < ContextBits; i++) names.Add($"in-{(BlockContext)(1 << i)}".ToLowerInvariant());
        for (var i = 0; i < NameBits; i++) names.Add($"named-{(NameClasses)(1 << i)}".ToLowerInvariant());
        for (var i = 0; i < NameBits; i++) names.Add($"near-named-{(NameClasses)(1 << i)}".ToLowerInvariant());
        return names;

        static IEnumerable<string> Classes(string prefix) => Enumerable.Range(0, BoilerplateWords.Classes).Select(i => $"{prefix}-{(WordClasses)(1 << i)}".ToLowerInvariant());
    }
}
