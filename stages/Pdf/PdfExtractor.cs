using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Routing;
using Curation.Stages.Pdf.Workers;

namespace Curation.Stages.Pdf;

/// <summary>
/// PDF files by their text layer: lines in reading order, paragraphs, tables, headings, metadata; each page is routed to its text layer, to recognition or
/// to nowhere. A document with pages for recognition keeps its payload for the stage that does it, if the run has one; else those pages give no text.
/// </summary>
/// <param name="options">What is read and how pages are routed.</param>
/// <param name="payloadTaken">Whether a stage for recognition follows.</param>
public sealed class PdfExtractor(PdfExtractorOptions options, bool payloadTaken) : IExtractor, IComponent<PdfExtractor, PdfExtractorOptions>
{
    readonly PdfWorkerPool _pool = new(options.MaxMemory);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("pdf", 1, "Text layer of PDF files in reading order, with a route for each page.")
    {
        Reasons = PdfReasons.All,
        Signals = PdfSignals.All,
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = ["application/pdf", "application/x-pdf"];

    /// <inheritdoc/>
    public TimeSpan? TimeLimit { get; } = TimeSpan.FromSeconds(options.TimeLimit);

    /// <inheritdoc/>
    public static PdfExtractor Create(PdfExtractorOptions options, StageServices services) => new(options, services.PayloadTaken);

    /// <inheritdoc/>
    public Verdict Extract(Document document, CancellationToken cancellationToken)
    {
        if (document.Provenance.Truncated is { } cut && options.Truncated == TruncatedPdfs.List)
            return Drop(document, PdfReasons.Truncated, $"the crawler cut it: {cut}");
        var bytes = Bytes(document.Payload!);
        var reading = PdfReading.Of(bytes, options, _pool, cancellationToken);
        if (reading.Facts is not { } facts) return Drop(document, Reason(reading.Failure!.Value.Cause, bytes), $"on opening: {reading.Failure.Value.Detail}");
        if (facts.Pages == 0) return Drop(document, PdfReasons.NoPages, "0 pages");
        if (reading.Pages.TrueForAll(p => p.Failure is not null))
            return Drop(document, Reason(reading.Pages[0].Failure!, bytes), $"page 1: {reading.Pages[0].Failure}: {reading.Pages[0].Detail}");

        var routes = reading.Pages.ConvertAll(p => p.Failure is { } failure ? (Route: PageRoute.Failed, Reason: failure) : PageRouter.Choose(p.Measure, options));
        if (!payloadTaken && !routes.Exists(r => r.Route == PageRoute.Text) && routes.Exists(r => r.Route == PageRoute.Ocr))
            return Drop(document, PdfReasons.NoRecognition, $"{routes.Count(r => r.Route == PageRoute.Ocr)} pages");
        var text = DocumentText.Of(reading.Pages, i => routes[i].Route == PageRoute.Text, options.KeepRunningLines);
        var pages = reading.Pages.Select((page, i) => new PageText(page.Number, text.Pages[i].Start, text.Pages[i].Length, routes[i].Route)
        {
            Reason = routes[i].Reason,
            Signals = page.Failure is null ? page.Measure.Signals() : null,
        }).ToImmutableArray();
        var metadata = document.Metadata.SetItems(facts.Metadata);
        if (Failures(reading.Pages) is { Length: > 0 } failures) metadata = metadata.SetItem("pageFailures", failures);
        var made = document with
        {
            Text = text.Text,
            Title = document.Title ?? facts.Title ?? text.Title,
            Date = document.Date ?? Date(facts.Metadata),
            Metadata = metadata,
            Structure = (document.Structure ?? new()) with { Headings = text.Headings },
            Signals = PdfSignals.Of(document.Signals, pages),
            // Recognition needs the bytes; without it they go.
            Payload = payloadTaken && pages.Any(p => p.Route == PageRoute.Ocr) ? document.Payload : null,
        };
        return Verdict.Keep(PageList.Write(made, pages));
    }

    static Verdict Drop(Document document, Reason reason, string detail) => Verdict.Drop(document with { Payload = null }, reason, detail: detail);

    static Reason Reason(string cause, ReadOnlySpan<byte> bytes) => cause switch
    {
        "encrypted" => PdfReasons.Encrypted,
        "limit" => FailureReasons.Limit,
        "crashed" or "timeout" or "memory" => PdfReasons.Crashed,
        // What begins as a PDF and does not end as one was cut on its way.
        _ => bytes.StartsWith("%PDF-"u8) && bytes[Math.Max(0, bytes.Length - 2048)..].IndexOf("%%EOF"u8) < 0 ? PdfReasons.Truncated : PdfReasons.Damaged,
    };

    /// <summary>The first failures, with page and cause.</summary>
    static string Failures(IEnumerable<PageContent> pages) =>
        string.Join("; ", pages.Where(p => p.Failure is not null).Take(10).Select(p => $"page {p.Number}: {p.Failure}: {p.Detail}"));

    static DateTimeOffset? Date(ImmutableSortedDictionary<string, string> metadata) =>
        metadata.TryGetValue("created", out var created) && DateTimeOffset.TryParse(created, System.Globalization.CultureInfo.InvariantCulture, out var date) && date.Year is >= 1985 and < 2100
            ? date.ToUniversalTime()
            : null;

    byte[] Bytes(Record payload)
    {
        using var stream = payload.Open();
        if (stream is MemoryStream held && held.TryGetBuffer(out var whole) && whole.Count == whole.Array!.Length)
            return whole.Count <= options.MaxBytes ? whole.Array : throw TooLarge();
        using var memory = new MemoryStream((int)Math.Clamp(payload.Length, 0, options.MaxBytes));
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (memory.Length + read > options.MaxBytes) throw TooLarge();
            memory.Write(buffer, 0, read);
        }
        return memory.Length == memory.Capacity ? memory.GetBuffer() : memory.ToArray();
    }

    LimitException TooLarge() => new($"the file has more than {options.MaxBytes:n0} bytes (option maxBytes)");
}
