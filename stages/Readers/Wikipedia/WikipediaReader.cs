using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>
/// MediaWiki's XML dumps (export schema 0.5 to 0.11) of Wikipedia and its sister projects, plain, bzip2, gzip, zstd or 7z: one
/// document a page, its wikitext as clean text. bzip2 and plain files are split, multistream or not.
/// </summary>
public sealed class WikipediaReader(WikipediaReaderOptions options) : IReader, IComponent<WikipediaReader, WikipediaReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("wikipedia", 1, "Reads MediaWiki XML dumps (.xml, .bz2 multistream or not, .7z, .gz, .zst): wikitext as clean text.") { Reasons = WikipediaReasons.All };

    /// <inheritdoc/>
    public static WikipediaReader Create(WikipediaReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) =>
        name.EndsWith(".bz2", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        using var session = new DumpSession(input, options);
        while (session.Next() is { } item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
