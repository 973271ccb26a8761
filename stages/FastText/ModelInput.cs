using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Stages.FastText;

/// <summary>Reads a model file's numbers; every length is checked against the file before memory is taken.</summary>
sealed class ModelInput(Stream stream, string path)
{
    readonly byte[] _buffer = new byte[8];

    /// <summary>Bytes read so far.</summary>
    public long Offset { get; private set; }

    public byte Byte() => Exactly(1)[0];

    public bool Flag() => Byte() != 0;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Exactly(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Exactly(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Exactly(8));

    public float[] Floats(long count, string what)
    {
        Require(count >= 0 && count <= Left / 4, $"{what} of {count} numbers");
        var values = new float[count];
        for (var at = 0; at < values.Length; at += Math.Min(1 << 20, values.Length - at)) Fill(MemoryMarshal.AsBytes(values.AsSpan(at, Math.Min(1 << 20, values.Length - at))));
        return values;
    }

    public byte[] Bytes(long count, string what)
    {
        Require(count >= 0 && count <= Math.Min(Left, Array.MaxLength), $"{what} of {count} bytes");
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>A string up to its NUL, at most 64 KiB.</summary>
    public byte[] Text()
    {
        var text = new List<byte>();
        while (Byte() is not 0 and var b)
        {
            text.Add(b);
            Require(text.Count <= 1 << 16, "a name longer than 65536 bytes");
        }
        return [.. text];
    }

    /// <summary>Fails unless the condition holds.</summary>
    public void Require(bool condition, string found)
    {
        if (!condition) throw new InputException($"{path}: no fastText model, or damaged at byte {Offset}: found {found}; get it again");
    }

    /// <summary>Bytes of the file.</summary>
    public long Length => stream.Length;

    long Left => stream.Length - Offset;

    ReadOnlySpan<byte> Exactly(int count)
    {
        Fill(_buffer.AsSpan(0, count));
        return _buffer.AsSpan(0, count);
    }

    void Fill(Span<byte> bytes)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Offset += read;
        Require(read == bytes.Length, $"the end of the file, where {bytes.Length - read} more bytes are expected");
    }

    /// <summary>Text of bytes for messages.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
