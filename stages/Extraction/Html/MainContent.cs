namespace Curation.Stages.Extraction.Html;

/// <summary>Chooses the blocks of a page's main content.</summary>
/// <param name="model">Judges single blocks.</param>
sealed class MainContent(ContentModel model)
{
    /// <summary>A block more likely content than not is kept whatever the others are.</summary>
    const float Certain = .5f;

    readonly float[] _features = new float[ContentFeatures.Names.Count];
    readonly HashSet<ulong> _title = [];
    TextShape[] _shapes = [];
    BlockWords[] _words = [];
    float[] _likelihoods = [];

    /// <summary>Marks the blocks that are content.</summary>
    /// <param name="page">The page's blocks.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="description">The page's own description.</param>
    /// <param name="options">What is kept.</param>
    public void Choose(PageBlocks page, string? title, string? description, HtmlExtractorOptions options)
    {
        if (page.Count == 0) return;
        var features = Features(page, title, description, out var profile);
        for (var i = 0; i < page.Count; i++) _likelihoods[i] = model.Score(features.Of(i));
        var least = Math.Max((float)options.MinLikelihood, Threshold(page.Count));
        for (var i = 0; i < page.Count; i++)
        {
            ref var block = ref page.Blocks[i];
            block.IsContent = _likelihoods[i] >= least && (block.Context & BlockContext.NoScript) == 0;
            if (options.Comments is { } wanted && (block.Names & NameClasses.Comment) != 0 && profile.CommentShare < .5f)
                block.IsContent = wanted && (block.IsContent || block.Length >= ContainerTotals.Long);
        }
        KeepNoScript(page, least);
        KeepRows(page.Blocks);
    }

    /// <summary>Shows the features of each block, in order: what weights are fitted to.</summary>
    public void Visit(PageBlocks page, string? title, string? description, Action<int, ReadOnlySpan<float>> visit)
    {
        var features = Features(page, title, description, out _);
        for (var i = 0; i < page.Count; i++) visit(i, features.Of(i));
    }

    ContentFeatures Features(PageBlocks page, string? title, string? description, out PageProfile profile)
    {
        Measure(page, title);
        profile = PageProfile.Of(page, _words, _title.Count, description);
        return new(page, _shapes, _words, profile, _features);
    }

    void Measure(PageBlocks page, string? title)
    {
        if (_shapes.Length < page.Count) (_shapes, _words, _likelihoods) = (new TextShape[page.Count * 2], new BlockWords[page.Count * 2], new float[page.Count * 2]);
        _title.Clear();
        foreach (var hash in new WordHashes(title)) _title.Add(hash);
        for (var i = 0; i < page.Count; i++)
        {
            var text = page.TextOf(page.Blocks[i]);
            (_shapes[i], _words[i]) = (TextShape.Of(text), BlockWords.Of(text, _title));
        }
    }

    /// <summary>
    /// The threshold that makes the expected F1 of the words kept highest: on pages where all is doubtful it is lower than where all is clear
    /// (Lipton 2014, "Optimal thresholding of classifiers to maximize F1 measure").
    /// </summary>
    float Threshold(int count)
    {
        var order = new int[count];
        var keys = new float[count];
        var all = 0.0;
        for (var i = 0; i < count; i++)
        {
            (order[i], keys[i]) = (i, -_likelihoods[i]);
            all += _likelihoods[i] * _shapes[i].Words;
        }
        Array.Sort(keys, order);
        var (kept, size, best, threshold) = (0.0, 0.0, 0.0, Certain);
        for (var i = 0; i < count; i++)
        {
            var words = _shapes[order[i]].Words;
            kept += _likelihoods[order[i]] * words;
            size += words;
            var expected = 2 * kept / Math.Max(1e-9, size + all);
            if (expected > best) (best, threshold) = (expected, _likelihoods[order[i]]);
        }
        return Math.Min(threshold, Certain);
    }

    /// <summary>A row of a table is kept or dropped whole: a cell alone says little.</summary>
    static void KeepRows(Span<HtmlBlock> blocks)
    {
        for (var start = 0; start < blocks.Length;)
        {
            var end = start + 1;
            var kept = blocks[start].IsContent;
            for (; end < blocks.Length && PlainWriter.IsSameRow(blocks[start], blocks[end]); end++) kept |= blocks[end].IsContent;
            foreach (ref var block in blocks[start..end]) block.IsContent = kept;
            start = end;
        }
    }

    /// <summary>What is for browsers without scripts is content only where the page has little else: there, it is the page.</summary>
    void KeepNoScript(PageBlocks page, float least)
    {
        var (with, without) = (0L, 0L);
        foreach (ref readonly var block in page.Blocks)
        {
            if ((block.Context & BlockContext.NoScript) != 0) without += block.Length;
            else if (block.IsContent) with += block.Length;
        }
        if (without <= with * 2) return;
        for (var i = 0; i < page.Count; i++)
            if ((page.Blocks[i].Context & BlockContext.NoScript) != 0) page.Blocks[i].IsContent = _likelihoods[i] >= least;
    }
}
