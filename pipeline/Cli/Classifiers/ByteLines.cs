namespace Curation.Cli.Classifiers;

/// <summary>The lines of a stream as bytes, without their line feeds.</summary>
sealed class ByteLines(Stream stream)
{
    byte[] _buffer = new byte[1 << 18];
    int _start, _end, _next, _filled;
    bool _atEnd;

    /// <summary>The line; valid until the next call.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Goes to the next line; false behind the last.</summary>
    public bool Read()
    {
        _start = _next;
        for (var searched = _start; ;)
        {
            var found = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                _end = searched + found;
                _next = _end + 1;
                return true;
            }
            if (_atEnd)
            {
                (_end, _next) = (_filled, _filled);
                return _end > _start;
            }
            searched = _filled;
            searched -= Fill();
        }
    }

    /// <summary>Reads on, the open line moved to the front; returns how far it was moved.</summary>
    int Fill()
    {
        var moved = _start;
        if (_filled - _start == _buffer.Length) Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        else _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        _filled -= moved;
        _start = 0;
        var read = stream.Read(_buffer.AsSpan(_filled));
        _filled += read;
        _atEnd = read == 0;
        return moved;
    }
}
