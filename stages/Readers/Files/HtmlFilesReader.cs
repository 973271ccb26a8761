using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Compression;
using Curation.Stages.Readers.Http;

namespace Curation.Stages.Readers.Files;

/// <summary>Folders of pages: one file, one record with a payload. What is no page by its name is told by its first bytes.</summary>
public sealed class HtmlFilesReader(HtmlFilesReaderOptions options) : IReader, IComponent<HtmlFilesReader, HtmlFilesReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("html-files", 1, "Reads HTML files, one page a file.");

    /// <inheritdoc/>
    public static HtmlFilesReader Create(HtmlFilesReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start == 0) yield return Item(input);
    }

    ReadItem Item(ReaderInput input)
    {
        var provenance = new Provenance(input.Name, 0, input.Size);
        var bytes = WholeFile.Read(input, options.MaxFileBytes, out var problem, out var limitHit);
        if (problem is not null) return new ReadItem.Failed(limitHit ? FailureReasons.Limit : FailureReasons.Record, provenance, problem);
        return new ReadItem.Found(new Document
        {
            Id = DocumentId.OfPosition(input.Source, input.Name, 0),
            Source = input.Source,
            Url = options.BaseUrl is { } root ? new Uri(new Uri(root), Uri.EscapeDataString(input.Name).Replace("%2F", "/", StringComparison.Ordinal)).AbsoluteUri : null,
            Provenance = provenance,
            Payload = new Record { Open = () => new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true), MediaType = MediaType(input.Name, bytes) },
        });
    }

    static string MediaType(string name, ReadOnlySpan<byte> bytes)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".html" or ".htm" or ".shtml" or ".php" or ".asp" or ".aspx" or ".jsp" => "text/html",
            ".xhtml" => "application/xhtml+xml",
            _ => MediaTypes.Sniff(bytes),
        };
    }
}
