using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Http;

namespace Curation.Stages.Readers.Warc;

/// <summary>Makes an item of a record that was read whole.</summary>
internal sealed class WarcItems(WarcReaderOptions options, ReaderInput input)
{
    readonly HttpHead _http = new();
    readonly HashSet<string> _mediaTypes = [.. options.MediaTypes];

    /// <summary>The item; the block's bytes are copied where they are kept.</summary>
    /// <param name="header">What the header says.</param>
    /// <param name="headers">Its lines; none for ARC.</param>
    /// <param name="block">The record's block.</param>
    /// <param name="provenance">Where the record lies.</param>
    /// <param name="place">Its place for an id, if it has none of its own.</param>
    public ReadItem Make(WarcBlock header, HeaderBlock? headers, ReadOnlySpan<byte> block, Provenance provenance, (string Path, long Position) place)
    {
        provenance = provenance with { RecordId = header.RecordId, Digest = header.PayloadDigest ?? header.BlockDigest, Truncated = header.Truncated };
        if (Unwanted(header.Type) is { } reason) return new ReadItem.Skipped(reason, provenance, header.Url);
        if (header.Truncated is not null && options.Truncated == TruncatedRecords.Drop)
            return new ReadItem.Skipped(WarcReasons.Truncated, provenance, header.Url);
        var isHttp = header.Type == "response" && (block.StartsWith("HTTP/"u8) || block.StartsWith("ICY "u8));
        var head = isHttp ? _http.Parse(block) : 0;
        var body = block[head..];
        if (options.CheckDigests && WrongDigest(header, block, body, isHttp) is { } wrong)
            return new ReadItem.Failed(FailureReasons.Record, provenance, wrong);
        if (isHttp && !options.Statuses.IsDefaultOrEmpty && !options.Statuses.Contains(_http.Status))
            return new ReadItem.Skipped(WarcReasons.Status, provenance, header.Url);

        var declared = isHttp ? _http.Headers.Text("content-type"u8) : header.ContentType;
        var mediaType = MediaTypes.Essence(header.Identified) ?? MediaTypes.Essence(declared);
        if (mediaType is not null && !IsWanted(mediaType)) return new ReadItem.Skipped(WarcReasons.MediaType, provenance, header.Url);
        var open = Payload(body, isHttp);
        if (mediaType is null)
        {
            mediaType = Sniff(open);
            if (!IsWanted(mediaType)) return new ReadItem.Skipped(WarcReasons.MediaType, provenance, header.Url);
        }
        return new ReadItem.Found(new Document
        {
            Id = header.RecordId is { } id ? DocumentId.OfRecord(input.Source, id) : DocumentId.OfPosition(input.Source, place.Path, place.Position),
            Source = input.Source,
            Url = header.Url,
            Date = header.Date,
            Provenance = provenance,
            Payload = new Record
            {
                Open = open,
                MediaType = mediaType,
                Charset = MediaTypes.Charset(declared),
                Status = isHttp ? _http.Status : 0,
                ContainerHeaders = headers?.First() ?? Record.NoHeaders,
                Headers = isHttp ? _http.Headers.Joined() : Record.NoHeaders,
            },
        });
    }

    static Reason? Unwanted(string type) => type switch
    {
        "response" or "resource" or "conversion" => null,
        "warcinfo" => WarcReasons.Info,
        "request" => WarcReasons.Request,
        "metadata" => WarcReasons.Metadata,
        "revisit" => WarcReasons.Revisit,
        "continuation" => WarcReasons.Continuation,
        _ => WarcReasons.Type,
    };

    bool IsWanted(string mediaType) => _mediaTypes.Count == 0 || _mediaTypes.Contains(mediaType);

    Func<Stream> Payload(ReadOnlySpan<byte> body, bool isHttp)
    {
        var copy = GC.AllocateUninitializedArray<byte>(body.Length);
        body.CopyTo(copy);
        ReadOnlyMemory<byte> bytes = copy;
        if (!isHttp) return () => Stream(bytes);
        var encodings = _http.Headers.Text("content-encoding"u8);
        var isChunked = IsChunked();
        if (encodings is null && !isChunked) return () => Stream(bytes);
        return () => Stream(ContentDecoding.Decode(isChunked ? ChunkedBody.Decode(bytes) : bytes, encodings, options.MaxPayloadBytes, options.MaxRatio));
    }

    bool IsChunked() => _http.Headers.Text("transfer-encoding"u8)?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    static MemoryStream Stream(ReadOnlyMemory<byte> bytes)
    {
        _ = MemoryMarshal.TryGetArray(bytes, out var segment);
        return new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false, publiclyVisible: true);
    }

    /// <summary>The type of a payload that nobody declared; one that cannot be decoded is told by whoever opens it.</summary>
    static string Sniff(Func<Stream> open)
    {
        try
        {
            using var stream = open();
            var head = new byte[1024];
            return MediaTypes.Sniff(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        }
        catch (Exception error) when (error is InvalidDataException or Core.Errors.LimitException)
        {
            return "application/octet-stream";
        }
    }

    string? WrongDigest(WarcBlock header, ReadOnlySpan<byte> block, ReadOnlySpan<byte> body, bool isHttp)
    {
        if (header.BlockDigest is { } ofBlock && Digests.Matches(ofBlock, block) == false)
            return $"WARC-Block-Digest: expected {ofBlock}, found other content";
        if (header.PayloadDigest is not { } ofPayload || header.Type == "revisit" || Digests.Matches(ofPayload, body) != false) return null;
        // The standard means the body without its transfer coding; most writers hash it as it came.
        if (isHttp && IsChunked() && Digests.Matches(ofPayload, ChunkedBody.Decode(body.ToArray()).Span) != false) return null;
        return $"WARC-Payload-Digest: expected {ofPayload}, found other content";
    }
}
