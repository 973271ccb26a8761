namespace Curation.Stages.Extraction.Html;

/// <summary>The deepest element that holds most of what looks like content: where a reader would point at.</summary>
readonly ref struct MainContainer
{
    const float Share = .7f;
    const BlockContext Outside = BlockContext.Navigation | BlockContext.Footer | BlockContext.Aside | BlockContext.Hidden | BlockContext.Dialog;
    const NameClasses OutsideNames = NameClasses.Cookie | NameClasses.Popup | NameClasses.Footer;

    readonly Span<float> _weights;
    readonly Span<bool> _onPath;

    MainContainer(int index, Span<float> weights, Span<bool> onPath)
    {
        Index = index;
        _weights = weights;
        _onPath = onPath;
    }

    /// <summary>Its place among the page's containers.</summary>
    public int Index { get; }

    /// <summary>Units of text in it that look like content.</summary>
    public float Weight => _weights[Index];

    /// <summary>Whether a container is the main one or holds it.</summary>
    public bool Holds(int container) => _onPath[container];

    /// <summary>Finds it: long unlinked blocks count in full, short ones a fifth.</summary>
    public static MainContainer Of(PageBlocks page)
    {
        var containers = page.Containers;
        var weights = new float[containers.Length];
        foreach (ref readonly var block in page.Blocks)
        {
            if ((block.Context & Outside) != 0 || (block.NearNames & OutsideNames) != 0 || block.LinkDensity > .4f) continue;
            weights[block.Container] += block.Length >= ContainerTotals.Long ? block.Length : block.Length * .2f;
        }
        for (var i = containers.Length - 1; i > 0; i--) weights[containers[i].Parent] += weights[i];
        var best = 0;
        for (var i = 1; i < containers.Length; i++)
            if (containers[i].Parent == best && weights[i] >= Share * weights[0]) best = i;
        var onPath = new bool[containers.Length];
        for (var i = best; ; i = containers[i].Parent)
        {
            onPath[i] = true;
            if (i == 0) break;
        }
        return new(best, weights, onPath);
    }
}
