using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Warc;

/// <summary>Records that are too large, cut or damaged: what is told of them, and where reading goes on.</summary>
internal sealed partial class WarcSession
{
    /// <summary>A record that is not skipped to its end, because it is larger than memory may hold.</summary>
    ReadItem.Failed Oversize(Place place, int head, long length, WarcBlock header)
    {
        _container.Advance(head);
        if (_plain && _input.Size >= 0) SkipStored(length);
        else SkipDecoded(length);
        if (_boundary < 0 && SkipLineEnds() && Behind(0) < 0) WarcFraming.Resync(_container, _headers);
        return Failed(place, FailureReasons.Limit, $"expected a block of at most {_options.MaxRecordBytes} bytes (option maxRecordBytes), found {length}", header);
    }

    void SkipStored(long length)
    {
        var body = StoredOffset;
        if (length <= _input.Size - body)
        {
            _container.SeekPlain(body + length);
            if (!SkipLineEnds() || Behind(0) == 0) return;
        }
        // The length lies: the next record is somewhere behind the header.
        _container.SeekPlain(body);
        WarcFraming.Resync(_container, _headers);
    }

    void SkipDecoded(long length)
    {
        while (length > 0)
        {
            if (_container.Window.IsEmpty && !More()) break;
            var take = (int)Math.Min(length, _boundary >= 0 ? _boundary : _container.Window.Length);
            _container.Advance(take);
            length -= take;
        }
        if (_boundary >= 0 || _container.Damage is not null) Discard();
    }

    /// <summary>A record that its member or file does not hold whole.</summary>
    ReadItem.Failed Cut(Place place, int head, string what, WarcBlock? header = null)
    {
        var reason = _container.LimitHit ? FailureReasons.Limit : FailureReasons.Record;
        if (_container.Damage is { } damage) what = $"{what}; {damage}";
        if (_boundary >= 0 || _container.Damage is not null) Discard();
        else
        {
            _container.Advance(Math.Max(head, Math.Min(5, _container.Window.Length)));
            WarcFraming.Resync(_container, _headers);
        }
        return Failed(place, reason, what, header);
    }

    /// <summary>Drops what is left of the record's member.</summary>
    void Discard()
    {
        if (_boundary >= 0)
        {
            _container.Advance(_boundary);
            NewMember();
            return;
        }
        _container.Advance(_container.Window.Length);
        _damageTold = true;
    }

    /// <summary>A record whose end is not known: the next genuine one is looked for behind its first bytes.</summary>
    ReadItem.Failed Lost(Place place, int from, string what, WarcBlock? header = null)
    {
        _container.Advance(from);
        WarcFraming.Resync(_container, _headers);
        return Failed(place, FailureReasons.Record, what, header);
    }

    ReadItem.Failed Failed(Place place, Reason reason, string what, WarcBlock? header = null)
    {
        var at = place.Offset >= 0 ? $"at byte {place.Offset}" : $"at byte {place.Inside} of the content of the member at byte {place.Member}";
        if (_container.Damage is { } damage && _container.Window.IsEmpty && !_damageTold)
        {
            what = $"{what}; {damage}";
            _damageTold = true;
        }
        var url = header?.Url is { } named ? $" ({named})" : "";
        var provenance = new Provenance(_input.Name, place.Offset, -1) { RecordId = header?.RecordId, Truncated = header?.Truncated };
        return new(reason, provenance, $"{_input.Name} {at}{url}: {what}");
    }

    static string Printable(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\x{(int)c:x2}"));
}
