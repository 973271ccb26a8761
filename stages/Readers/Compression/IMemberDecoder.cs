namespace Curation.Stages.Readers.Compression;

/// <summary>Decompresses one member (gzip) or frame (zstd) at a time and tells exactly where it ends in the input.</summary>
internal interface IMemberDecoder : IDisposable
{
    /// <summary>Begins a new member.</summary>
    void Reset();

    /// <summary>Decompresses as much as input and output allow.</summary>
    DecodeStatus Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written);

    /// <summary>What was wrong, after <see cref="DecodeStatus.Damaged"/>.</summary>
    string Error { get; }
}

/// <summary>How a call of <see cref="IMemberDecoder.Decode"/> ended.</summary>
internal enum DecodeStatus
{
    /// <summary>More input or output space is needed.</summary>
    More,

    /// <summary>The member ended and its checksum is right.</summary>
    End,

    /// <summary>The member is damaged.</summary>
    Damaged,
}
