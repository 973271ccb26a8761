using System.Collections.Immutable;

namespace Curation.Core.Documents;

/// <summary>One record of a container before extraction: a payload that can be opened again and what the container says of it.</summary>
public sealed record Record
{
    /// <summary>Opens the payload from its start, transfer and content encodings removed. The caller disposes it.</summary>
    public required Func<Stream> Open { get; init; }

    /// <summary>Bytes of the payload where they are known without opening it, else -1.</summary>
    public long Length { get; init; } = -1;

    /// <summary>Media type without parameters, lower case: the identified one if the container has it, else the declared one.</summary>
    public required string MediaType { get; init; }

    /// <summary>Character set that the headers declare, as written.</summary>
    public string? Charset { get; init; }

    /// <summary>Status line's number for HTTP, else 0.</summary>
    public int Status { get; init; }

    /// <summary>Container's headers (WARC), names as written, first value of each.</summary>
    public ImmutableDictionary<string, string> ContainerHeaders { get; init; } = NoHeaders;

    /// <summary>Protocol's headers (HTTP), names compared without case, values of a repeated one joined by a comma.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>No headers; names are compared without case.</summary>
    public static ImmutableDictionary<string, string> NoHeaders { get; } =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
}
