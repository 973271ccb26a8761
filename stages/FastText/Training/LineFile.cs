using Microsoft.Win32.SafeHandles;

namespace Curation.Stages.FastText.Training;

/// <summary>The lines of a text file in any order; where they begin is kept, not what they say. Thread-safe.</summary>
public sealed class LineFile : IDisposable
{
    readonly SafeFileHandle _file;
    readonly long[] _starts;

    LineFile(SafeFileHandle file, long[] starts) => (_file, _starts) = (file, starts);

    /// <summary>Number of lines.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Bytes of all lines.</summary>
    public long Bytes => _starts[^1];

    /// <summary>Opens a file and finds its lines.</summary>
    public static LineFile Open(string path)
    {
        var starts = new List<long> { 0 };
        var file = File.OpenHandle(path);
        var buffer = new byte[1 << 18];
        long at = 0;
        while (RandomAccess.Read(file, buffer, at) is > 0 and var read)
        {
            for (var from = 0; buffer.AsSpan(from, read - from).IndexOf((byte)'\n') is >= 0 and var end; from += end + 1) starts.Add(at + from + end + 1);
            at += read;
        }
        if (starts[^1] != at) starts.Add(at);
        return new(file, [.. starts]);
    }

    /// <summary>A line and its end.</summary>
    /// <param name="line">Its ordinal.</param>
    /// <param name="buffer">Memory to read into; replaced by more where that is needed.</param>
    public ReadOnlySpan<byte> Read(int line, ref byte[] buffer)
    {
        var length = checked((int)(_starts[line + 1] - _starts[line]));
        if (buffer.Length < length) buffer = new byte[Math.Max(length, Math.Min(Array.MaxLength, buffer.Length * 2L))];
        var read = 0;
        while (read < length && RandomAccess.Read(_file, buffer.AsSpan(read, length - read), _starts[line] + read) is > 0 and var more) read += more;
        return buffer.AsSpan(0, read);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
