using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Ocr;
using Curation.Ocr.Imaging;
using Curation.Tests.Pdf;

namespace Curation.Tests.Ocr;

/// <summary>Documents as extractors leave them, through the stage.</summary>
static class OcrInput
{
    public static async Task<IReadOnlyList<Verdict>> ApplyAsync(OcrOptions options, StageServices services, params Document[] documents)
    {
        await using var stage = OcrStage.Create(options, services);
        return await stage.ApplyAsync(documents, TestContext.Current.CancellationToken);
    }

    public static async Task<Verdict> ApplyAsync(OcrOptions options, Document document) => (await ApplyAsync(options, new(), document))[0];

    /// <summary>A PDF file, its pages routed.</summary>
    public static Document Pdf(RawPdf pdf) => PdfInput.Kept(pdf.ToBytes());

    /// <summary>An image.</summary>
    public static Document Image(PageImage image) => Image(PngWriter.Encode(image), "image/png");

    /// <summary>An image's file.</summary>
    public static Document Image(byte[] file, string mediaType)
    {
        var document = new Document
        {
            Id = "1",
            Source = "scan",
            Provenance = new("scan", 0, file.Length),
            Payload = new() { Open = () => new MemoryStream(file), MediaType = mediaType },
        };
        return Assert.IsType<Verdict.Kept>(ImageExtractor.Create(new(), new() { PayloadTaken = true }).Extract(document, TestContext.Current.CancellationToken)).Document;
    }
}
