using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Pdf;

/// <summary>
/// PDF files: single ones, those in tar (plain or compressed) and zip archives, and those that a list names on any storage (<c>.txt</c> with a path or URL a
/// line, <c>.jsonl</c> with <c>path</c>, <c>url</c>, <c>id</c> and <c>digest</c>).
/// </summary>
public sealed class PdfReader(PdfReaderOptions options, StageServices services) : IReader, IComponent<PdfReader, PdfReaderOptions>
{
    static readonly string[] s_lists = [".txt", ".list", ".jsonl", ".ndjson"];

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("pdf", 1, "Reads PDF files: single ones, those in tar and zip archives, and those that a list names.")
    {
        Reasons = [PdfRecords.NotPdf],
        LeavesPayload = true,
    };

    /// <inheritdoc/>
    public static PdfReader Create(PdfReaderOptions options, StageServices services) => new(options, services);

    /// <inheritdoc/>
    public bool CanSplit(string name) => false;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        if (input.Start > 0) yield break;
        var records = new PdfRecords(options, input);
        var items = s_lists.Any(e => input.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? new PdfList(options, input, records, services.Storage).Read(cancellationToken)
            : PdfArchive.IsArchive(input.Name) ? new PdfArchive(options, input, records).Read()
            : [records.File()];
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
