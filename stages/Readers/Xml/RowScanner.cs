using System.Buffers;
using System.Text;
using Curation.Stages.Readers.Archives;

namespace Curation.Stages.Readers.Xml;

/// <summary>
/// Finds the elements <c>row</c> of a table that is stored as XML, one after the other, without a tree. A row that is not well-formed
/// is told and passed over; the next one is read.
/// </summary>
internal sealed class RowScanner(DecodedInput input, int maxRowBytes) : IDisposable
{
    static readonly SearchValues<byte> s_nameEnds = SearchValues.Create(" >/\r\n\t"u8);

    int _length;

    /// <summary>Name of the root element; empty before the first row was looked for.</summary>
    public string Root { get; private set; } = "";

    /// <summary>Attributes of the row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Attributes => input.Window[4.._length];

    /// <summary>Decompressed offset of the row.</summary>
    public long Position => input.Position;

    /// <summary>What is wrong in place of a row; null if nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the problem is a limit.</summary>
    public bool LimitHit { get; private set; }

    bool _isClosed;
    bool _atEnd;

    /// <summary>Goes to the next row or problem; false at the end.</summary>
    public bool Read()
    {
        Problem = null;
        LimitHit = false;
        input.Advance(_length);
        _length = 0;
        if (Root.Length == 0) ReadRoot();
        return !_atEnd && (Seek() ? Row() : End());
    }

    public void Dispose() => input.Dispose();

    void ReadRoot()
    {
        while (input.Window.Length < 1024 && input.Fill()) { }
        var window = input.Window[..Math.Min(1024, input.Window.Length)];
        for (var at = 0; at < window.Length; at++)
        {
            if (window[at] != (byte)'<' || at + 1 >= window.Length || window[at + 1] is (byte)'?' or (byte)'!') continue;
            var name = window[(at + 1)..];
            var end = name.IndexOfAny(s_nameEnds);
            Root = end > 0 ? Encoding.Latin1.GetString(name[..end]) : "?";
            return;
        }
        Root = "?";
    }

    /// <summary>Moves to the next row; false at the end or before damage.</summary>
    bool Seek()
    {
        while (true)
        {
            var at = input.Window.IndexOf("<row "u8);
            if (at < 0 && !_isClosed && input.Window.IndexOf(Encoding.Latin1.GetBytes($"</{Root}>")) >= 0) _isClosed = true;
            input.Advance(at >= 0 ? at : Math.Max(0, input.Window.Length - Root.Length - 3));
            if (at >= 0) return true;
            if (!input.Fill()) return false;
        }
    }

    bool Row()
    {
        while (true)
        {
            var window = input.Window;
            var end = RowEnd(window, out var isBroken);
            if (isBroken) return Bad("expected attributes and '/>' in <row>, found other characters: the XML is not well-formed", end);
            if (end > maxRowBytes || (end < 0 && window.Length > maxRowBytes))
            {
                LimitHit = true;
                return Bad($"expected a row of at most {maxRowBytes} bytes (option maxRowBytes), found more", end < 0 ? window.Length - 4 : end);
            }
            if (end >= 0)
            {
                // Without the closing characters, as attributes are read.
                _length = end - 2;
                return true;
            }
            if (input.Fill()) continue;
            var what = input.Damage ?? "the file ends inside a row: it is truncated; fetch it again";
            _isClosed = true;
            _atEnd = !input.Recover();
            Problem = what;
            return true;
        }
    }

    bool Bad(string what, int length)
    {
        _length = Math.Max(5, length);
        Problem = what;
        return true;
    }

    bool End()
    {
        if (input.Damage is { } damage)
        {
            LimitHit = input.LimitHit;
            _atEnd = !input.Recover();
            _isClosed = true;
            Problem = damage;
            return true;
        }
        _atEnd = true;
        if (_isClosed) return false;
        Problem = Root == "?" ? "expected XML, found none" : $"expected </{Root}>, found the end of the file: it is truncated; fetch it again";
        return true;
    }

    /// <summary>Length of the row that begins the window, its end included; -1 if the window ends before.</summary>
    static int RowEnd(ReadOnlySpan<byte> window, out bool isBroken)
    {
        isBroken = false;
        for (var at = 4; ;)
        {
            var next = window[at..].IndexOfAny((byte)'"', (byte)'>', (byte)'<');
            if (next < 0) return -1;
            at += next;
            if (window[at] == (byte)'>')
            {
                isBroken = window[at - 1] != (byte)'/';
                return at + 1;
            }
            if (window[at] == (byte)'<')
            {
                isBroken = true;
                return at;
            }
            var close = window[(at + 1)..].IndexOfAny((byte)'"', (byte)'<');
            if (close < 0) return -1;
            at += close + 2;
            if (window[at - 1] != (byte)'<') continue;
            isBroken = true;
            return at - 1;
        }
    }
}
