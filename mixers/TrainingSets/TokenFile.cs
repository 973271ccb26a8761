using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Curation.Mixers.TrainingSets;

/// <summary>
/// Packed tokens: <c>NAME.bin</c> is nothing but ids, little endian, 2 bytes each where the vocabulary allows it, else 4, each document closed
/// by its end-of-text id, as nanoGPT and OLMo map it into memory; <c>NAME.idx</c> is the index of Megatron's MMapIndexedDataset, a sequence a
/// document.
/// </summary>
/// <remarks>
/// Index: the nine bytes <c>MMIDIDX\0\0</c>, version 1 (8 bytes), type (1 byte: 8 for uint16; 4 for 32 bits, where Megatron's int32 and uint32
/// are the same below 2³¹), number of sequences (8), number of document bounds (8), tokens of each sequence (4 each), byte offset of each (8
/// each), then the bounds 0, 1, 2, … (8 each).
/// </remarks>
public sealed class TokenFile : IDisposable
{
    readonly string _path;
    readonly FileStream _stream;
    readonly XxHash128 _hash = new();
    readonly List<int> _lengths = [];
    readonly bool _narrow;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its path without ending.</param>
    /// <param name="vocabulary">One more than the largest id: up to 65,536 take 2 bytes each.</param>
    public TokenFile(string path, int vocabulary)
    {
        (_path, _narrow) = (path, vocabulary <= 1 << 16);
        _stream = new(path + ".bin", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
    }

    /// <summary>Bytes of a token.</summary>
    public int TokenBytes => _narrow ? 2 : 4;

    /// <summary>Tokens written.</summary>
    public long Tokens { get; private set; }

    /// <summary>Documents written.</summary>
    public int Documents => _lengths.Count;

    /// <summary>Appends a document, its end-of-text id included.</summary>
    public void Write(ReadOnlySpan<int> tokens)
    {
        Span<byte> bytes = _narrow ? new byte[2 * tokens.Length] : MemoryMarshal.AsBytes(tokens.ToArray().AsSpan());
        if (_narrow)
        {
            var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (var i = 0; i < tokens.Length; i++) shorts[i] = checked((ushort)tokens[i]);
        }
        _stream.Write(bytes);
        _hash.Append(bytes);
        _lengths.Add(tokens.Length);
        Tokens += tokens.Length;
    }

    /// <summary>Closes the file and writes its index.</summary>
    /// <returns>XxHash128 of the tokens, hexadecimal.</returns>
    public string Complete()
    {
        _stream.Flush(flushToDisk: true);
        using var index = new BinaryWriter(new FileStream(_path + ".idx", FileMode.Create, FileAccess.Write));
        index.Write("MMIDIDX\0\0"u8);
        index.Write(1UL);
        index.Write((byte)(_narrow ? 8 : 4));
        index.Write((ulong)_lengths.Count);
        index.Write((ulong)_lengths.Count + 1);
        foreach (var length in _lengths) index.Write(length);
        var offset = 0L;
        foreach (var length in _lengths)
        {
            index.Write(offset);
            offset += (long)length * TokenBytes;
        }
        for (var i = 0L; i <= _lengths.Count; i++) index.Write(i);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Lengths of the documents that an index names.</summary>
    /// <exception cref="Core.Errors.InputException">It is no such index.</exception>
    public static int[] ReadLengths(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 34 || !bytes.AsSpan(0, 9).SequenceEqual("MMIDIDX\0\0"u8)) throw new Core.Errors.InputException($"{path} is no index of packed tokens");
        return MemoryMarshal.Cast<byte, int>(bytes.AsSpan(34, checked(4 * (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(18))))).ToArray();
    }
}
