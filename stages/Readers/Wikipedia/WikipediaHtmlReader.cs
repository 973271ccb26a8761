using System.Formats.Tar;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Archives;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>
/// HTML dumps of Wikimedia Enterprise: NDJSON in tar.gz, one line a page, with every template expanded. A line file without tar is read too.
/// </summary>
public sealed class WikipediaHtmlReader(WikipediaHtmlReaderOptions options) : IReader, IComponent<WikipediaHtmlReader, WikipediaHtmlReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("wikipedia-html", 1, "Reads Wikimedia Enterprise HTML dumps (NDJSON in .tar.gz): pages as Markdown.") { Reasons = [WikipediaReasons.Namespace, WikipediaReasons.Empty] };

    /// <inheritdoc/>
    public static WikipediaHtmlReader Create(WikipediaHtmlReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start > 0) yield break;
        var pages = new EnterprisePages(options, input);
        foreach (var lines in Files(input))
        {
            if (lines.Failed is not null) yield return lines.Failed;
            if (lines.Content is null) continue;
            foreach (var item in pages.Read(lines.Name, lines.Content))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>The line files of the archive.</summary>
    static IEnumerable<(string Name, DecodedInput? Content, ReadItem.Failed? Failed)> Files(ReaderInput input)
    {
        var decoded = DecodedInput.Open(input, 0, _ => true);
        while (decoded.Window.Length < 512 && decoded.Fill()) { }
        if (decoded.Window.IndexOf("{"u8) == 0)
        {
            using (decoded) yield return (input.Name, decoded, null);
            yield break;
        }
        using var tar = new TarReader(new DecodedStream(decoded));
        while (true)
        {
            TarEntry? entry = null;
            ReadItem.Failed? failed = null;
            try
            {
                entry = tar.GetNextEntry();
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
            {
                failed = new(FailureReasons.Record, new Provenance(input.Name, -1, -1), $"{input.Name}: the archive is truncated or damaged and cannot be read further: {error.Message}");
            }
            if (failed is not null) yield return (input.Name, null, failed);
            if (entry is null) yield break;
            if (entry.DataStream is not { } data) continue;
            using var content = new StreamInput(data, $"{input.Name}, {entry.Name}");
            yield return (entry.Name, content, null);
        }
    }
}
