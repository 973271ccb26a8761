using System.Collections.Immutable;
using Curation.Stages.Pdf.Layout;
using Curation.Stages.Pdf.Routing;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>A page as it was read: its lines in reading order and what was measured.</summary>
/// <param name="Number">Number from 1.</param>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Measure">The measures that choose its route.</param>
internal sealed record PageContent(int Number, float Width, float Height, ImmutableArray<PageLine> Lines, PageMeasure Measure)
{
    /// <summary>Why the page could not be read; null if it was.</summary>
    public string? Failure { get; init; }

    /// <summary>What was expected and found, for a page that could not be read.</summary>
    public string? Detail { get; init; }
}
