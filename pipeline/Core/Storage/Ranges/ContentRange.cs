using System.Net.Http.Headers;

namespace Curation.Core.Storage.Ranges;

/// <summary>Reads the header that says which bytes an answer holds.</summary>
static class ContentRange
{
    /// <summary>Bytes of the whole object.</summary>
    /// <param name="header">Such as <c>bytes 0-99/1234</c>; null if the answer holds the whole object.</param>
    /// <param name="offset">First byte asked for.</param>
    /// <param name="length">Bytes that the answer announces.</param>
    /// <exception cref="IOException">The answer holds other bytes than those asked for.</exception>
    public static long Size(string? header, long offset, long length)
    {
        if (header is null && offset == 0) return length;
        if (!ContentRangeHeaderValue.TryParse(header, out var range) || range.From != offset || range.Length is not { } size || range.To - range.From + 1 != length)
            throw new IOException($"expected bytes from {offset} on, found '{header}' of {length} bytes");
        return size;
    }
}
