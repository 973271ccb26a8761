using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Compression;

/// <summary>Lines of a file, plain or compressed, without their ends; damage and overlong lines are told and passed over.</summary>
internal sealed class LineReader : IDisposable
{
    readonly Container _container;
    readonly int _maxLine;
    readonly long _end;
    readonly long _base;
    long _consumed;

    public LineReader(ReaderInput input, int maxLine, ContainerLimits? limits = null)
    {
        _maxLine = maxLine;
        _end = input.End;
        // A slice begins behind the first line end at or after the byte before it.
        _base = Math.Max(0, input.Start - 1);
        _container = new Container(input with { Start = _base }, limits ?? new ContainerLimits(), _ => true);
        Plain = _container.Packing == Packing.Plain;
        if (input.Start > 0) SkipLine();
    }

    /// <summary>Whether offsets are those of the stored file.</summary>
    public bool Plain { get; }

    /// <summary>Number of the line in the slice, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Offset of the line in the decompressed file.</summary>
    public long Offset { get; private set; }

    /// <summary>Offset behind the line and its end.</summary>
    public long Next => _base + _consumed;

    /// <summary>The line; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>What is wrong in place of a line, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the problem is a limit.</summary>
    public bool LimitHit { get; private set; }

    /// <summary>Reads the next line that begins in the slice; false behind the last.</summary>
    public bool Read()
    {
        Problem = null;
        LimitHit = false;
        Offset = Next;
        if (Offset >= _end) return false;
        var searched = 0;
        while (true)
        {
            var at = _container.Window[searched..].IndexOf((byte)'\n');
            if (at >= 0) return Found(searched + at, 1);
            searched = _container.Window.Length;
            if (searched > _maxLine) return TooLong();
            if (_container.Fill()) continue;
            if (_container.Damage is { } damage)
            {
                LimitHit = _container.LimitHit;
                Consume(searched);
                _container.NextMember(out _);
                return Fail(damage);
            }
            if (_container.NextMember(out var gap))
            {
                if (gap is { } junk) return Fail($"{junk.Length} bytes at byte {junk.Offset} are no compressed data");
                continue;
            }
            if (gap is { } tail) return Fail($"{tail.Length} bytes at byte {tail.Offset} are no compressed data");
            return searched > 0 && Found(searched, 0);
        }
    }

    public void Dispose() => _container.Dispose();

    bool Found(int length, int end)
    {
        if (length > _maxLine)
        {
            Consume(length + end);
            return Limit();
        }
        Line = _container.Memory[..length];
        Number++;
        Consume(length + end);
        if (Line.Span is [.., (byte)'\r']) Line = Line[..^1];
        return true;
    }

    bool TooLong()
    {
        SkipLine();
        return Limit();
    }

    bool Limit()
    {
        LimitHit = true;
        return Fail($"longer than {_maxLine} bytes (option maxLineBytes)");
    }

    bool Fail(string problem)
    {
        Number++;
        Problem = problem;
        Line = default;
        return true;
    }

    void SkipLine()
    {
        while (true)
        {
            var at = _container.Window.IndexOf((byte)'\n');
            if (at >= 0)
            {
                Consume(at + 1);
                return;
            }
            Consume(_container.Window.Length);
            if (!_container.Fill() && (_container.Damage is not null || !_container.NextMember(out _))) return;
        }
    }

    void Consume(int count)
    {
        _container.Advance(count);
        _consumed += count;
    }
}
