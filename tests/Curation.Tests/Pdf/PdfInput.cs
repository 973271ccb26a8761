using Curation.Core.Documents;
using Curation.Stages.Pdf;

namespace Curation.Tests.Pdf;

/// <summary>PDF files through the extractor.</summary>
static class PdfInput
{
    static readonly PdfExtractorOptions s_here = new() { Isolation = Isolation.This };

    /// <summary>Options that parse in this process.</summary>
    public static PdfExtractorOptions Here => s_here;

    public static Verdict Extract(byte[] bytes, PdfExtractorOptions? options = null, string? truncated = null) =>
        PdfExtractor.Create(options ?? s_here, new() { PayloadTaken = true }).Extract(Of(bytes, truncated), TestContext.Current.CancellationToken);

    public static Document Kept(byte[] bytes, PdfExtractorOptions? options = null) => Assert.IsType<Verdict.Kept>(Extract(bytes, options)).Document;

    public static Verdict.Dropped Dropped(byte[] bytes, PdfExtractorOptions? options = null) => Assert.IsType<Verdict.Dropped>(Extract(bytes, options));

    public static Document Of(byte[] bytes, string? truncated = null) => new()
    {
        Id = "1",
        Source = "pdf",
        Url = "https://example.org/a.pdf",
        Provenance = new("a.pdf", 0, bytes.Length) { Truncated = truncated },
        Payload = new() { Open = () => new MemoryStream(bytes), MediaType = "application/pdf" },
    };
}
