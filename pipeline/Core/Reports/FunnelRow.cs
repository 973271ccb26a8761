using System.Collections.Immutable;

namespace Curation.Core.Reports;

/// <summary>One stage of the funnel: in + born = kept + the documents of all reasons.</summary>
public sealed record FunnelRow
{
    /// <summary>Step of the run that the stage is in.</summary>
    public required string Step { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Names of the inputs whose documents pass it.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Documents that came.</summary>
    public long In { get; init; }

    /// <summary>Documents that splits added.</summary>
    public long Born { get; init; }

    /// <summary>Documents that went on.</summary>
    public long Kept { get; init; }

    /// <summary>UTF-16 units of text that came; 0 for payloads.</summary>
    public long CharactersIn { get; init; }

    /// <summary>UTF-16 units of text that went on.</summary>
    public long CharactersOut { get; init; }

    /// <summary>Estimated tokens that came.</summary>
    public long TokensIn { get; init; }

    /// <summary>Estimated tokens that went on.</summary>
    public long TokensOut { get; init; }

    /// <summary>Why documents did not go on, most first.</summary>
    public ImmutableArray<ReasonRow> Reasons { get; init; } = [];
}

/// <summary>Documents or records that one reason left out.</summary>
/// <param name="Reason">Id of the reason; begins with <c>failed.</c> if an error decided.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Documents">How many.</param>
public sealed record ReasonRow(string Reason, string Meaning, long Documents)
{
    /// <summary>Signal that decided, where one did.</summary>
    public string? Signal { get; init; }

    /// <summary>Thresholds that the documents missed, ascending; several where they differ by language.</summary>
    public ImmutableArray<double> Thresholds { get; init; } = [];
}
