using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Warc;

/// <summary>
/// WARC (ISO 28500, 0.18 to 1.1), ARC 1 and 2, and WET files, plain or compressed with gzip or zstd, with one member a record or
/// in any other cut. Each response, resource and conversion becomes a document with a payload.
/// </summary>
public sealed class WarcReader(WarcReaderOptions options) : IReader, IComponent<WarcReader, WarcReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("warc", 1, "Reads WARC, ARC and WET files, plain, gzip or zstd.") { Reasons = WarcReasons.All, LeavesPayload = true };

    /// <inheritdoc/>
    public static WarcReader Create(WarcReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) =>
        name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".wet", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".wet.gz", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        using var session = new WarcSession(input, options);
        while (session.Next() is { } item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
