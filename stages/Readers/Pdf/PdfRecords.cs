using System.Security.Cryptography;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Pdf;

/// <summary>Makes records of PDF files' bytes.</summary>
internal sealed class PdfRecords(PdfReaderOptions options, ReaderInput input)
{
    /// <summary>Bytes at the beginning among which <c>%PDF-</c> must stand (ISO 32000-1, implementation note 13).</summary>
    const int HeaderBytes = 1024;

    public static readonly Reason NotPdf = new("pdf.not-pdf", "The file does not begin as a PDF file.");

    /// <summary>The input as one file.</summary>
    public ReadItem File()
    {
        var provenance = new Provenance(input.Name, 0, input.Size);
        using var stream = input.Open(0);
        return Read(stream, options.MaxFileBytes, input.Size) is { } bytes
            ? Make(bytes, DocumentId.OfPosition(input.Source, input.Name, 0), provenance, Url(input.Name))
            : TooLarge(provenance, input.Name);
    }

    /// <summary>An entry of the input.</summary>
    public ReadItem Entry(string path, byte[] bytes) =>
        Make(bytes, DocumentId.OfRecord(input.Source, $"{input.Name}!{path}"), new Provenance(input.Name, -1, bytes.Length) { RecordId = path }, Url(path));

    /// <summary>The record of a file; skipped if it is no PDF file.</summary>
    public static ReadItem Make(byte[] bytes, string id, Provenance provenance, string? url, string source, DateTimeOffset? date = null)
    {
        if (bytes.AsSpan(0, Math.Min(bytes.Length, HeaderBytes)).IndexOf("%PDF-"u8) < 0) return new ReadItem.Skipped(NotPdf, provenance, url);
        return new ReadItem.Found(new Document
        {
            Id = id,
            Source = source,
            Url = url,
            Date = date,
            Provenance = provenance with { Digest = provenance.Digest ?? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}" },
            Payload = new Record { Open = () => new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true), Length = bytes.Length, MediaType = "application/pdf" },
        });
    }

    /// <summary>All bytes of a stream; null if there are more than a limit.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The limit.</param>
    /// <param name="size">How many bytes are expected; -1 if unknown.</param>
    public static byte[]? Read(Stream stream, int most, long size = -1)
    {
        if (size > most) return null;
        using var memory = new MemoryStream((int)Math.Max(size, 0));
        var buffer = new byte[64 << 10];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (memory.Length + read > most) return null;
            memory.Write(buffer, 0, read);
        }
        return memory.Length == memory.Capacity ? memory.GetBuffer() : memory.ToArray();
    }

    /// <summary>A file beyond the limit.</summary>
    public ReadItem TooLarge(Provenance provenance, string name) =>
        new ReadItem.Failed(FailureReasons.Limit, provenance, $"{name}: expected at most {options.MaxFileBytes:n0} bytes (option maxFileBytes), found more");

    ReadItem Make(byte[] bytes, string id, Provenance provenance, string? url) => Make(bytes, id, provenance, url, input.Source);

    string? Url(string name) => options.BaseUrl is { } root
        ? new Uri(new Uri(root), Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal)).AbsoluteUri
        : null;
}
