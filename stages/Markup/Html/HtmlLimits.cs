namespace Curation.Stages.Markup.Html;

/// <summary>What bounds the tree of a hostile page.</summary>
/// <param name="Depth">Most elements within elements; what nests deeper lies in the deepest one, in order.</param>
/// <param name="Nodes">Most nodes; the page is read as if it ended there.</param>
readonly record struct HtmlLimits(int Depth, int Nodes)
{
    /// <summary>The depth of browsers, and two million nodes (80 MB).</summary>
    public static HtmlLimits Default { get; } = new(512, 2_000_000);
}
