using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Archives;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Reads the pages of one slice of a dump, one after the other, and finds the next behind damage.</summary>
internal sealed class DumpSession : IDisposable
{
    readonly ReaderInput _input;
    readonly WikipediaReaderOptions _options;
    readonly DecodedInput _dump;
    readonly PageDocuments? _documents;
    readonly DumpPage _page = new();
    bool _atEnd;
    bool _isClosed;
    bool _hasPage;
    readonly bool _isIndex;

    public DumpSession(ReaderInput input, WikipediaReaderOptions options)
    {
        (_input, _options) = (input, options);
        var dump = Utf16.Transcoded(DecodedInput.Open(input, 0, _ => true), input);
        try
        {
            _isIndex = IsIndex(dump);
            _documents = _isIndex ? null : new PageDocuments(options, SiteInfo.Read(dump, input), input);
            if (input.Start > 0)
            {
                // What cannot begin in its middle is read whole by its first slice.
                _atEnd = dump.PlaceOf(dump.Position) < 0 || _isIndex;
                dump.Dispose();
                dump = DecodedInput.Open(input, _atEnd ? 0 : input.Start, _ => true);
            }
        }
        catch
        {
            dump.Dispose();
            throw;
        }
        _dump = dump;
    }

    /// <summary>The next item; null behind the slice.</summary>
    public ReadItem? Next()
    {
        if (_atEnd) return null;
        if (_isIndex)
        {
            _atEnd = true;
            return new ReadItem.Skipped(WikipediaReasons.Index, new Provenance(_input.Name, 0, _input.Size));
        }
        if (!SeekPage()) return Damage();
        var position = _dump.Position;
        var place = _dump.PlaceOf(position);
        if (place >= _input.End)
        {
            _atEnd = true;
            return null;
        }
        _hasPage = true;
        var item = Page(place, out var length);
        if (length < 0) return item;
        _dump.Advance(length);
        // The place behind the item is one only if the next page does not begin in the same block.
        return SeekPage() && _dump.PlaceOf(_dump.Position) is var next && next > place ? item with { Next = next } : item;
    }

    public void Dispose() => _dump.Dispose();

    /// <summary>Moves to the next page; false at the end or before damage.</summary>
    bool SeekPage()
    {
        while (true)
        {
            var at = _dump.Window.IndexOf("<page>"u8);
            if (at < 0 && _dump.Window.IndexOf("</mediawiki>"u8) >= 0) _isClosed = true;
            _dump.Advance(at >= 0 ? at : Math.Max(0, _dump.Window.Length - 11));
            if (at >= 0) return true;
            if (!_dump.Fill()) return false;
        }
    }

    ReadItem.Failed? Damage()
    {
        if (_dump.Damage is not { } damage)
        {
            _atEnd = true;
            return _isClosed || (_input.Start > 0 && !_hasPage) ? null
                : Failed(-1, "expected </mediawiki>, found the end of the file: it is truncated; fetch it again");
        }
        var reason = _dump.LimitHit ? FailureReasons.Limit : FailureReasons.Record;
        _atEnd = !_dump.Recover();
        return new ReadItem.Failed(reason, new Provenance(_input.Name, -1, -1), $"{_input.Name}: {damage}");
    }

    /// <summary>The item of the page at the window's start and its length; -1 if the window has been moved on already.</summary>
    ReadItem Page(long place, out int length)
    {
        for (var searched = 1; ;)
        {
            var window = _dump.Window;
            var at = window[searched..].IndexOf("</page>"u8);
            var again = window[searched..(at < 0 ? window.Length : searched + at)].IndexOf("<page>"u8);
            if (again >= 0)
            {
                length = searched + again;
                return Failed(place, "expected </page>, found <page>: the page has no end");
            }
            if (at >= 0)
            {
                length = searched + at + "</page>"u8.Length;
                if (length <= _options.MaxPageBytes) return _page.Read(window[..length]) is { } error ? Failed(place, $"{_page}: {error}") : _documents!.Make(_page, place);
                return Failed(place, $"expected a page of at most {_options.MaxPageBytes} bytes (option maxPageBytes), found {length}", isLimit: true);
            }
            searched = Math.Max(1, window.Length - 6);
            if (window.Length > _options.MaxPageBytes)
            {
                length = window.Length - 6;
                return Failed(place, $"expected a page of at most {_options.MaxPageBytes} bytes (option maxPageBytes), found more", isLimit: true);
            }
            if (_dump.Fill()) continue;
            length = -1;
            var damage = _dump.Damage;
            var title = Title();
            _atEnd = !_dump.Recover();
            return Failed(place, $"expected </page>, found {(damage is null ? "the end of the file: it is truncated; fetch it again" : "damage")}{title}{(damage is null ? "" : $"; {damage}")}");
        }
    }

    string Title()
    {
        var window = _dump.Window;
        var from = window.IndexOf("<title>"u8);
        var to = window.IndexOf("</title>"u8);
        return from < 0 || to < from ? "" : $" in '{Encoding.UTF8.GetString(window[(from + 7)..to])}'";
    }

    ReadItem.Failed Failed(long place, string what, bool isLimit = false)
    {
        var provenance = new Provenance(_input.Name, place, -1);
        return new(isLimit ? FailureReasons.Limit : FailureReasons.Record, provenance, $"{provenance}: {what}");
    }

    static bool IsIndex(DecodedInput dump)
    {
        while (dump.Window.Length < 64 && dump.Fill()) { }
        var head = dump.Window[..Math.Min(64, dump.Window.Length)];
        var colon = head.IndexOf((byte)':');
        if (colon <= 0 || head[..colon].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        var rest = head[(colon + 1)..];
        var second = rest.IndexOf((byte)':');
        return second > 0 && rest[..second].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
