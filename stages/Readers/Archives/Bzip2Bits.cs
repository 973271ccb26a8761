using System.Buffers.Binary;

namespace Curation.Stages.Readers.Archives;

/// <summary>Bits of compressed bytes, most significant first. Reading behind the end gives zeros; <see cref="Overrun"/> tells of it.</summary>
internal ref struct Bzip2Bits
{
    readonly ReadOnlySpan<byte> _bytes;
    ulong _bits;
    int _count;
    int _next;

    public Bzip2Bits(ReadOnlySpan<byte> bytes, long bit)
    {
        _bytes = bytes;
        _next = (int)(bit >> 3);
        var skip = (int)(bit & 7);
        Refill();
        Skip(skip);
    }

    /// <summary>Place of the next bit.</summary>
    public readonly long Place => 8L * _next - _count;

    /// <summary>Whether bits behind the end were read.</summary>
    public readonly bool Overrun => Place > 8L * _bytes.Length;

    /// <summary>The next bits without consuming them; 1 to 32.</summary>
    public uint Peek(int count)
    {
        if (_count < count) Refill();
        return (uint)(_bits >> (64 - count));
    }

    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>The next bits; 1 to 32.</summary>
    public uint Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>The next 48 bits, as headers of blocks and stream ends have them.</summary>
    public ulong ReadMagic() => ((ulong)Read(24) << 24) | Read(24);

    void Refill()
    {
        if (_next + 8 <= _bytes.Length)
        {
            _bits |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_next..]) >> _count;
            var taken = (63 - _count) >> 3;
            _next += taken;
            _count += 8 * taken;
            return;
        }
        while (_count <= 56)
        {
            if (_next < _bytes.Length) _bits |= (ulong)_bytes[_next] << (56 - _count);
            _next++;
            _count += 8;
        }
    }
}
