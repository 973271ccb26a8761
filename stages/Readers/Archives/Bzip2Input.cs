using System.Buffers.Binary;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Archives;

/// <summary>
/// The decompressed bytes of a bzip2 file from a block on. Blocks begin at any bit and do not depend on each other, so a file of one
/// stream splits as well as a multistream one. A damaged block is told and the next one is looked for.
/// </summary>
internal sealed class Bzip2Input : BufferedInput
{
    readonly string _name;
    readonly Stream _stream;
    readonly Bzip2Block _block = new();
    readonly Queue<(long Position, long Place)> _blocks = new();
    readonly byte[] _stored = new byte[2 * Bzip2Block.MaxStored];
    long _storedStart;
    int _storedLength;
    bool _storedEnd;
    long _bit;
    bool _inBlock;
    bool _atEnd;
    bool _wholeStream;
    uint _streamCrc;
    string? _damage;

    /// <summary>Opens a file at its first block, or behind 0 at the first block that begins at or after a byte.</summary>
    public Bzip2Input(ReaderInput input, long start)
    {
        _name = input.Name;
        _stream = input.Open(start);
        _storedStart = start;
        Load();
        if (start > 0) _atEnd = !FindBlock();
        else BeginStream();
    }

    public override string? Damage => _damage;

    public override long PlaceOf(long position)
    {
        var place = -1L;
        while (_blocks.TryPeek(out var block) && block.Position <= position)
        {
            place = block.Place;
            if (_blocks.Count == 1) return place;
            var next = _blocks.ElementAt(1);
            if (next.Position > position) return place;
            _blocks.Dequeue();
        }
        return place;
    }

    public override bool Recover()
    {
        Advance(Window.Length);
        if (_damage is null) return false;
        _damage = null;
        _inBlock = false;
        _wholeStream = false;
        _atEnd = !FindBlock();
        return !_atEnd;
    }

    public override void Dispose()
    {
        _stream.Dispose();
        base.Dispose();
    }

    protected override int Read(Span<byte> target)
    {
        while (_damage is null && !_atEnd)
        {
            if (_inBlock)
            {
                var written = _block.Write(target);
                if (written > 0) return written;
                EndBlock();
            }
            else
            {
                BeginBlock();
            }
        }
        return 0;
    }

    void BeginStream()
    {
        var head = Stored(4);
        if (head.Length == 0)
        {
            _atEnd = true;
            return;
        }
        if (head.Length < 4 || !head.StartsWith("BZh"u8) || head[3] is < (byte)'1' or > (byte)'9')
        {
            if (IsPadding()) return;
            Broken("expected the head of a stream, found other bytes");
            return;
        }
        _bit += 32;
        _wholeStream = true;
        _streamCrc = 0;
    }

    void BeginBlock()
    {
        Load();
        var bits = Bits();
        var from = _bit;
        var magic = bits.ReadMagic();
        if (magic == Bzip2Block.Magic)
        {
            _blocks.Enqueue((Produced, from >> 3));
            if (!_block.Read(ref bits))
            {
                // The search for the next block begins behind this one's magic number.
                _bit += 48;
                Broken(_block.Error, from);
                return;
            }
            _bit = bits.Place + 8 * _storedStart;
            _inBlock = true;
            return;
        }
        if (magic == Bzip2Block.EndMagic)
        {
            var crc = bits.Read(32);
            if (!bits.Overrun)
            {
                var isRight = !_wholeStream || crc == _streamCrc;
                _bit = (bits.Place + 8 * _storedStart + 7) & ~7L;
                if (isRight) BeginStream();
                else Broken("the checksum of the stream is wrong: blocks are missing", from);
                return;
            }
        }
        _bit++;
        Broken(bits.Overrun ? "the file ends inside a stream" : "expected a block, found other bytes", from);
    }

    void EndBlock()
    {
        _inBlock = false;
        _streamCrc = Bzip2Crc.Combine(_streamCrc, _block.StatedCrc);
        if (_block.Crc != _block.StatedCrc) Broken("the checksum of the block before is wrong");
    }

    void Broken(string what, long bit = -1) => _damage = $"{what}, at byte {(bit < 0 ? _bit : bit) >> 3}";

    /// <summary>Zeros behind the last stream, as tapes and some writers leave them, are no damage.</summary>
    bool IsPadding()
    {
        for (; Stored(1).Length > 0; _bit += 8)
            if (Stored(1)[0] != 0) return false;
        _atEnd = true;
        return true;
    }

    /// <summary>Moves to the next magic number of a block, at any bit; false if there is none.</summary>
    bool FindBlock()
    {
        while (true)
        {
            Load();
            var window = _stored.AsSpan(0, _storedLength);
            for (var at = (int)((_bit >> 3) - _storedStart); at + 8 <= window.Length; at++)
            {
                // 64 bits hold the magic at each of eight shifts; its first byte alone decides most.
                var word = BinaryPrimitives.ReadUInt64BigEndian(window[at..]);
                for (var shift = 0; shift < 8; shift++)
                {
                    if (((word >> (16 - shift)) & 0xFFFFFFFFFFFF) != Bzip2Block.Magic) continue;
                    var bit = 8 * (_storedStart + at) + shift;
                    if (bit < _bit) continue;
                    _bit = bit;
                    return true;
                }
            }
            _bit = Math.Max(_bit, 8 * (_storedStart + Math.Max(0, window.Length - 7)));
            if (_storedEnd) return false;
        }
    }

    Bzip2Bits Bits() => new(_stored.AsSpan(0, _storedLength), _bit - 8 * _storedStart);

    ReadOnlySpan<byte> Stored(int length)
    {
        if ((_bit >> 3) - _storedStart + length > _storedLength) Load();
        var from = (int)Math.Min(_storedLength, (_bit >> 3) - _storedStart);
        return _stored.AsSpan(from, Math.Min(length, _storedLength - from));
    }

    /// <summary>Makes the stored bytes of a whole block available from the current bit on, unless the file ends before.</summary>
    void Load()
    {
        var used = (int)Math.Min(_storedLength, (_bit >> 3) - _storedStart);
        if (_bit == 0 && _storedStart > 0) (_bit, used) = (8 * _storedStart, 0);
        if (_storedEnd || _storedLength - used >= Bzip2Block.MaxStored) return;
        _stored.AsSpan(used, _storedLength - used).CopyTo(_stored);
        _storedStart += used;
        _storedLength -= used;
        var read = _stream.ReadAtLeast(_stored.AsSpan(_storedLength), _stored.Length - _storedLength, throwOnEndOfStream: false);
        _storedLength += read;
        _storedEnd = _storedLength < _stored.Length;
    }
}
