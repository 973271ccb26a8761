using Curation.Core.Documents;

namespace Curation.Stages.Pdf;

/// <summary>Why a PDF file makes no document.</summary>
internal static class PdfReasons
{
    public static readonly Reason Encrypted = new("pdf.encrypted", "The document is encrypted and none of the passwords (option passwords) opens it.");
    public static readonly Reason Truncated = new("pdf.truncated", "The crawler or a download cut the document; its URL is listed so that it can be fetched again.");
    public static readonly Reason NoPages = new("pdf.no-pages", "The document has no pages.");
    public static readonly Reason Damaged = new("failed.pdf-damaged", "The document is damaged and none of its pages could be read; the detail names page and cause.");
    public static readonly Reason Crashed = new("failed.pdf-crashed", "Reading the document ended its process, took too long or too much memory; the detail names page and cause.");

    public static readonly Reason NoRecognition = new("pdf.no-ocr", "All text of the document is in images, and no stage 'ocr' follows that could read it.");

    public static readonly Reason[] All = [Encrypted, Truncated, NoPages, NoRecognition, Damaged, Crashed];
}
