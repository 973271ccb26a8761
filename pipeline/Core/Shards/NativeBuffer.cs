using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace Curation.Core.Shards;

/// <summary>
/// A growing buffer outside the collected heap, seen by Arrow without a copy. Columns of a row group take tens of megabytes: on the heap each would be
/// cleared, copied at every doubling and left for a full collection.
/// </summary>
/// <param name="kept">Capacity in bytes that stays for the next use; what one large document took beyond it is given back.</param>
sealed unsafe class NativeBuffer(int kept = 64 << 20) : MemoryManager<byte>
{
    const int Alignment = 64;

    byte* _start;
    int _capacity;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What is written; valid until the next change.</summary>
    public ReadOnlySpan<byte> Written => new(_start, Length);

    /// <summary>Room behind what is written, of at least this many bytes; <see cref="Advance"/> says how many were used.</summary>
    /// <exception cref="OverflowException">The buffer would be longer than 2 GB.</exception>
    public Span<byte> Reserve(int bytes)
    {
        var needed = checked(Length + bytes + Alignment);
        if (needed > _capacity)
        {
            _capacity = (int)Math.Min(Math.Max(needed, 2L * _capacity), int.MaxValue);
            _start = (byte*)NativeMemory.Realloc(_start, (nuint)_capacity);
        }
        return new(_start + Length, _capacity - Length);
    }

    /// <summary>Counts reserved bytes as written.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Appends a value.</summary>
    public void Append<T>(T value) where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(Reserve(sizeof(T))), value);
        Length += sizeof(T);
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>What is written, padded with zeros to a multiple of 64 as Arrow asks; valid until the next change.</summary>
    public ArrowBuffer View()
    {
        var padding = Reserve(0)[..Alignment];
        padding.Clear();
        return new(Memory[..(Math.Max(Length + Alignment - 1, Alignment) & -Alignment)]);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Length = 0;
        if (_capacity > kept) Free();
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_start, _capacity);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Free();

    void Free()
    {
        NativeMemory.Free(_start);
        _start = null;
        (_capacity, Length) = (0, 0);
    }
}
