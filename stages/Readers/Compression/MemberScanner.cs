namespace Curation.Stages.Readers.Compression;

/// <summary>Finds the next genuine member or frame: a header whose content decompresses and begins as content of this kind does.</summary>
internal sealed class MemberScanner(Packing packing, Func<IMemberDecoder> decoder, Func<ReadOnlySpan<byte>, bool> genuine) : IDisposable
{
    /// <summary>Bytes of content that decide.</summary>
    const int Probe = 64;

    /// <summary>Stored bytes that a header and the first content may take.</summary>
    const int Look = 64 << 10;

    IMemberDecoder? _probe;

    /// <summary>Moves to the first genuine member at or behind the input's place; false if there is none.</summary>
    public bool Find(StoredInput stored)
    {
        while (stored.Ensure(Look) || stored.Window.Length > 0)
        {
            var window = stored.Window;
            var at = Candidate(window);
            if (at < 0)
            {
                stored.Advance(Math.Max(1, window.Length - 3));
                if (window.Length <= 3) return false;
                continue;
            }
            stored.Advance(at);
            stored.Ensure(Look);
            if (IsGenuine(stored.Window)) return true;
            stored.Advance(1);
        }
        return false;
    }

    /// <summary>Whether the window begins with a header.</summary>
    public bool IsHeader(ReadOnlySpan<byte> window) => packing == Packing.Gzip ? PackingDetector.IsGzip(window) : PackingDetector.IsZstd(window);

    public void Dispose() => _probe?.Dispose();

    int Candidate(ReadOnlySpan<byte> window)
    {
        ReadOnlySpan<byte> magic = packing == Packing.Gzip ? [0x1F, 0x8B, 0x08] : [0x28, 0xB5, 0x2F, 0xFD];
        for (var from = 0; ;)
        {
            var at = window[from..].IndexOf(magic);
            if (at < 0) return -1;
            at += from;
            // Only the last bytes of the file can be too short to judge; they hold no member.
            if (IsHeader(window[at..])) return at;
            from = at + 1;
        }
    }

    bool IsGenuine(ReadOnlySpan<byte> window)
    {
        Span<byte> head = stackalloc byte[Probe];
        var length = 0;
        var probe = _probe ??= decoder();
        probe.Reset();
        while (length < head.Length)
        {
            var status = probe.Decode(window, head[length..], out var consumed, out var written);
            length += written;
            window = window[consumed..];
            if (status == DecodeStatus.Damaged) return false;
            if (status == DecodeStatus.End || (consumed == 0 && written == 0)) break;
        }
        return genuine(head[..length]);
    }
}
