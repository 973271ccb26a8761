using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Compression;
using Curation.Stages.Readers.Http;

namespace Curation.Stages.Readers.Warc;

/// <summary>Reads the records of one slice of a WARC or ARC file, one after the other, and finds the next behind damage.</summary>
internal sealed partial class WarcSession : IDisposable
{
    readonly ReaderInput _input;
    readonly WarcReaderOptions _options;
    readonly Container _container;
    readonly WarcItems _items;
    readonly HeaderBlock _headers = new();
    readonly bool _plain;
    int _recordsInMember;
    bool _damageTold;
    int _boundary = -1;
    bool _isArc;

    public WarcSession(ReaderInput input, WarcReaderOptions options)
    {
        _input = input;
        _options = options;
        _items = new WarcItems(options, input);
        _container = new Container(input, new ContainerLimits(options.MaxRatio), WarcFraming.BeginsRecord);
        _plain = _container.Packing == Packing.Plain;
        if (_plain && input.Start > 0) WarcFraming.Resync(_container, _headers);
    }

    /// <summary>The next item; null behind the slice.</summary>
    public ReadItem? Next()
    {
        while (true)
        {
            if (SkipLineEnds())
            {
                if ((_plain ? StoredOffset : _container.MemberOffset) >= _input.End) return null;
                var item = Record();
                return item with { Next = Resumable() };
            }
            var damage = _damageTold ? null : _container.Damage;
            var limit = _container.LimitHit;
            var member = _container.MemberOffset;
            var more = _container.NextMember(out var gap);
            NewMember();
            if (damage is not null) return new ReadItem.Failed(limit ? FailureReasons.Limit : FailureReasons.Record, new Provenance(_input.Name, member, -1), $"{_input.Name}: {damage}");
            if (gap is { } junk && junk.Offset < _input.End)
                return new ReadItem.Failed(FailureReasons.Record, new Provenance(_input.Name, junk.Offset, junk.Length), $"{_input.Name} at byte {junk.Offset}: {junk.Length} bytes are no compressed data");
            if (!more) return null;
        }
    }

    public void Dispose() => _container.Dispose();

    /// <summary>Stored offset of the window's first byte, in a plain file.</summary>
    long StoredOffset => _container.MemberOffset + _container.Position;

    void NewMember()
    {
        _recordsInMember = 0;
        _damageTold = false;
        _boundary = -1;
    }

    long Resumable()
    {
        if (_plain) return StoredOffset;
        if (_recordsInMember == 0 && _container.Position == 0) return _container.MemberOffset;
        return _container.Ended && _container.Damage is null && _container.Window.IsEmpty ? _container.StoredOffset : -1;
    }

    /// <summary>Passes line ends between records; false at the end of the member.</summary>
    bool SkipLineEnds()
    {
        while (true)
        {
            var at = _container.Window.IndexOfAnyExcept((byte)'\r', (byte)'\n');
            _container.Advance(at < 0 ? _container.Window.Length : at);
            if (at >= 0) return true;
            if (!_container.Fill()) return false;
        }
    }

    ReadItem Record()
    {
        var place = new Place(_plain ? StoredOffset : _recordsInMember == 0 ? _container.MemberOffset : -1, _container.MemberOffset, _container.Position);
        _recordsInMember++;
        _container.Ensure(8);
        if (_container.Window.StartsWith("WARC/"u8)) return Warc(place);
        var line = ArcLine();
        if (line >= 0 && ArcHeader.TryParse(_container.Window[..line], out var arc)) return Arc(place, arc, line + 1);
        var found = Encoding.Latin1.GetString(_container.Window[..Math.Min(24, _container.Window.Length)]);
        WarcFraming.Resync(_container, _headers);
        return Failed(place, FailureReasons.Record, $"expected a WARC or ARC record, found '{Printable(found)}'");
    }

    ReadItem Warc(Place place)
    {
        int head;
        while ((head = WarcFraming.HeaderEnd(_container.Window)) == WarcFraming.Incomplete)
            if (!More()) return Cut(place, 0, "the record ends inside its header");
        if (head == WarcFraming.Broken) return Lost(place, 5, "expected header lines and an empty line, found another record or too many bytes");
        _headers.Parse(_container.Window[..head], 1000);
        var stated = _headers.Value("content-length"u8);
        if (!Utf8Parser.TryParse(stated, out long length, out var used) || used != stated.Length || length < 0)
            return Lost(place, 5, $"expected a number in Content-Length, found '{Printable(Encoding.Latin1.GetString(stated[..Math.Min(32, stated.Length)]))}'");
        if (_headers.Value("warc-type"u8).IsEmpty) return Lost(place, 5, "expected a header WARC-Type, found none");
        return Body(place, head, length, WarcHeader());
    }

    WarcBlock WarcHeader() => new()
    {
        Type = _headers.Text("warc-type"u8)!.ToLowerInvariant(),
        Url = _headers.Text("warc-target-uri"u8)?.Trim('<', '>', ' '),
        RecordId = _headers.Text("warc-record-id"u8),
        Date = DateTimeOffset.TryParse(_headers.Text("warc-date"u8), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null,
        ContentType = _headers.Text("content-type"u8),
        Identified = _headers.Text("warc-identified-payload-type"u8),
        Truncated = _headers.Text("warc-truncated"u8),
        PayloadDigest = _headers.Text("warc-payload-digest"u8),
        BlockDigest = _headers.Text("warc-block-digest"u8),
    };

    ReadItem Arc(Place place, ArcHeader arc, int head)
    {
        _isArc = true;
        _headers.Parse([], 0);
        var isInfo = arc.Url.StartsWith("filedesc:", StringComparison.OrdinalIgnoreCase);
        return Body(place, head, arc.Length, new WarcBlock
        {
            Type = isInfo ? "warcinfo" : "response",
            Url = arc.Url,
            Date = arc.Time,
            ContentType = arc.ContentType,
        });
    }

    /// <summary>Reads the block behind a header and looks whether the next record begins where it must.</summary>
    ReadItem Body(Place place, int head, long length, WarcBlock header)
    {
        if (length > _options.MaxRecordBytes) return Oversize(place, head, length, header);
        var end = head + (int)length;
        while (_container.Window.Length < end)
            if (!More()) return Cut(place, head, $"expected {length} bytes (Content-Length), found {Math.Max(0, (_boundary >= 0 ? _boundary : _container.Window.Length) - head)}", header);
        var next = Behind(end);
        if (next < 0) return Lost(place, head, $"Content-Length {length}: expected the next record behind the block, found other bytes", header);
        if (next == _container.Window.Length && _container.Damage is not null) return Cut(place, head, "the block is there, its member is damaged", header);
        var stored = _plain ? end : place.Offset >= 0 && _container.Ended && next == _container.Window.Length ? _container.StoredOffset - place.Offset : -1;
        var item = _items.Make(header, _headers.Count > 0 ? _headers : null, _container.Window[head..end], new Provenance(_input.Name, place.Offset, stored), place.ForId(_input.Name));
        _container.Advance(next);
        return item;
    }

    /// <summary>Where the window goes on behind a record's end: at the next record or the member's end; -1 if something else follows.</summary>
    int Behind(int end)
    {
        while (true)
        {
            var at = _container.Window[end..].IndexOfAnyExcept((byte)'\r', (byte)'\n');
            if (at < 0)
            {
                if (_container.Fill()) continue;
                return _container.Window.Length;
            }
            at += end;
            if (_container.Window.Length - at < 8 && _container.Fill()) continue;
            var window = _container.Window[at..];
            if (WarcFraming.IsVersion(window)) return at;
            var line = window[..Math.Min(window.Length, ArcHeader.MaxBytes)].IndexOf((byte)'\n');
            if (line < 0 && window.Length < ArcHeader.MaxBytes && WarcFraming.BeginsRecord(window) && _container.Fill()) continue;
            // Bytes that are no record may be what a damaged member turns into before it shows.
            while (!_plain && _container.Window.Length - end < 64 << 10 && _container.Fill()) { }
            if (_container.Damage is not null) return _container.Window.Length;
            window = _container.Window[at..];
            // Behind the two line ends of a whole record anything else is damage of its own.
            var isWhole = _container.Window[end..].StartsWith("\r\n\r\n"u8) || (line >= 0 && ArcHeader.TryParse(window[..line], out _));
            return isWhole ? at : -1;
        }
    }

    int ArcLine()
    {
        while (true)
        {
            var line = _container.Window[..Math.Min(_container.Window.Length, ArcHeader.MaxBytes)].IndexOf((byte)'\n');
            if (line >= 0 || _container.Window.Length >= ArcHeader.MaxBytes || !_container.Fill()) return line;
        }
    }

    /// <summary>More bytes of a record, from the next member too if no record begins there.</summary>
    bool More()
    {
        if (_boundary >= 0) return false;
        if (_container.Fill()) return true;
        if (_container.Damage is not null || _plain) return false;
        var unread = _container.Window.Length;
        if (!_container.NextMember(out var gap)) return false;
        _container.Ensure(unread + 32);
        var head = _container.Window[unread..];
        if (gap is null && !(_isArc ? WarcFraming.BeginsRecord(head) : WarcFraming.IsVersion(head.TrimStart("\r\n"u8)))) return true;
        _boundary = unread;
        return false;
    }

    /// <summary>Where a record begins: in the stored file if it can be told (else -1), and inside its member.</summary>
    readonly record struct Place(long Offset, long Member, long Inside)
    {
        public (string Path, long Position) ForId(string name) => Offset >= 0 ? (name, Offset) : ($"{name}#{Member}", Inside);
    }
}
