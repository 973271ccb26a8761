using System.Net;
using System.Net.Http.Headers;
using Curation.Core.Storage.Ranges;

namespace Curation.Core.Storage.Http;

/// <summary>Ranged GET requests.</summary>
static class HttpRanges
{
    /// <summary>One attempt at a range.</summary>
    /// <exception cref="HttpRangesMissingException">The server sends the whole object only.</exception>
    public static async Task<RangeResponse> OpenAsync(HttpClient client, Uri uri, StorageCounters counters, long offset, long length, string? tag, CancellationToken cancellationToken)
    {
        counters.Read();
        var answer = await SendAsync(client, Request(uri, offset, length), cancellationToken).ConfigureAwait(false);
        try
        {
            var content = answer.Content.Headers;
            if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && content.ContentRange?.Length is { } end) return new(Stream.Null, 0, end, tag, answer);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                if (offset > 0 || content.ContentLength is not { } whole || whole > length) throw new HttpRangesMissingException();
                return new(await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), whole, whole, Tag(answer), answer);
            }
            if (answer.StatusCode != HttpStatusCode.PartialContent) throw HttpErrors.Of(answer);
            if (tag is not null && Tag(answer) is { } found && found != tag) throw new ObjectChangedException(tag, found);
            var announced = content.ContentLength ?? throw new IOException("expected Content-Length, found none");
            var size = ContentRange.Size(content.ContentRange?.ToString(), offset, announced);
            return new(await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), announced, size, Tag(answer), answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public static HttpRequestMessage Request(Uri uri, long offset, long length) => new(HttpMethod.Get, uri)
    {
        Headers = { Range = new RangeHeaderValue(offset, offset + length - 1), AcceptEncoding = { new("identity") } },
    };

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request) return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A strong ETag: a weak one may stand for other bytes.</summary>
    static string? Tag(HttpResponseMessage answer) => answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
}
