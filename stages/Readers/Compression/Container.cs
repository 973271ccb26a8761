using System.Buffers;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Compression;

/// <summary>
/// The decompressed bytes of a file as a window that is filled on demand, one member at a time, with each member's place in the
/// stored file. A plain file is one member.
/// </summary>
internal sealed class Container : IDisposable
{
    readonly StoredInput _stored;
    readonly IMemberDecoder? _decoder;
    readonly MemberScanner? _scanner;
    readonly ContainerLimits _limits;
    readonly long _size;
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
    int _head;
    int _tail;
    long _memberBytes;
    long _reread;
    bool _disposed;

    /// <summary>Opens a file at the slice's start; behind the file's start, at the first genuine member.</summary>
    /// <param name="input">The file.</param>
    /// <param name="limits">What a member may grow to.</param>
    /// <param name="genuine">Whether decompressed bytes begin as a member's content does.</param>
    public Container(ReaderInput input, ContainerLimits limits, Func<ReadOnlySpan<byte>, bool> genuine)
    {
        Packing = PackingDetector.Detect(input);
        _limits = limits;
        _size = input.Size;
        _stored = new StoredInput(input, input.Start);
        if (Packing != Packing.Plain)
        {
            Func<IMemberDecoder> make = Packing == Packing.Gzip ? () => new GzipDecoder() : () => new ZstdDecoder(limits.WindowLog);
            _decoder = make();
            _decoder.Reset();
            _scanner = new MemberScanner(Packing, make, genuine);
            if (input.Start > 0 && !_scanner.Find(_stored)) Ended = AtEnd = true;
        }
        MemberOffset = _stored.Offset;
    }

    /// <summary>How the file is compressed.</summary>
    public Packing Packing { get; }

    /// <summary>Stored offset of the current member.</summary>
    public long MemberOffset { get; private set; }

    /// <summary>Bytes of the member, decompressed, before <see cref="Window"/>.</summary>
    public long Position { get; private set; }

    /// <summary>Stored offset behind what was consumed of the file; at a member's end that of the next one.</summary>
    public long StoredOffset => _stored.Offset;

    /// <summary>Whether the current member gives no more bytes, by its end or by damage.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether there is no further member.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>What is wrong with the current member, with the stored offset where it showed; null if nothing.</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether <see cref="Damage"/> is a limit and not an error.</summary>
    public bool LimitHit { get; private set; }

    /// <summary>Decompressed bytes at hand.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_head, _tail - _head);

    /// <summary>The window, to be kept until the next call.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_head, _tail - _head);

    /// <summary>Consumes bytes of the window.</summary>
    public void Advance(int count)
    {
        _head += count;
        Position += count;
    }

    /// <summary>Adds bytes to the window; false at the end of the member (see <see cref="Damage"/>).</summary>
    public bool Fill()
    {
        if (Ended) return false;
        MakeRoom();
        return _decoder is null ? FillPlain() : FillDecoded(_decoder);
    }

    /// <summary>Makes the window at least this long; false if the member ends before.</summary>
    public bool Ensure(int length)
    {
        if (_tail - _head >= length) return true;
        Reserve(length);
        while (_tail - _head < length)
            if (!Fill()) return false;
        return true;
    }

    /// <summary>Goes to the next member, behind a damaged one to the next genuine; what is left of the window stays before it.</summary>
    /// <param name="gap">Stored bytes between the members that are none; null if there are none.</param>
    /// <returns>False if there is no further member.</returns>
    public bool NextMember(out (long Offset, long Length)? gap)
    {
        gap = null;
        if (_scanner is null || AtEnd)
        {
            AtEnd = true;
            return false;
        }
        var found = Damage is null ? FindBehindWhole(ref gap) : FindBehindDamaged();
        if (!found)
        {
            AtEnd = true;
            Ended = true;
            Damage = null;
            return false;
        }
        Damage = null;
        LimitHit = false;
        Ended = false;
        MemberOffset = _stored.Offset;
        Position = -(_tail - _head);
        _memberBytes = 0;
        _decoder!.Reset();
        return true;
    }

    /// <summary>Moves to a stored offset of a plain file; the window is emptied.</summary>
    public void SeekPlain(long offset)
    {
        _stored.Seek(offset);
        _head = _tail = 0;
        Position = offset - MemberOffset;
        Ended = false;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        ArrayPool<byte>.Shared.Return(_buffer);
        _stored.Dispose();
        _decoder?.Dispose();
        _scanner?.Dispose();
    }

    bool FindBehindWhole(ref (long Offset, long Length)? gap)
    {
        if (!_stored.Ensure(4) && _stored.Window.IsEmpty) return false;
        if (_scanner!.IsHeader(_stored.Window)) return true;
        var from = _stored.Offset;
        var zeros = SkipZeros();
        if (zeros && _stored.Window.IsEmpty) return false;
        var found = _scanner.Find(_stored);
        gap = (from, _stored.Offset - from);
        return found;
    }

    /// <summary>Padding of a whole file, as tapes and some writers leave it, is no damage.</summary>
    bool SkipZeros()
    {
        while (_stored.Ensure(1))
        {
            var other = _stored.Window.IndexOfAnyExcept((byte)0);
            _stored.Advance(other < 0 ? _stored.Window.Length : other);
            if (other >= 0) return false;
        }
        return true;
    }

    bool FindBehindDamaged()
    {
        // The next member may begin before the place where the damage showed. What is read twice is bounded, so that a
        // file made of nested headers costs no more than a few times its size.
        var again = _stored.Offset - (MemberOffset + 1);
        if (_reread + again <= Math.Max(64 << 20, 4 * _size))
        {
            _reread += again;
            _stored.Seek(MemberOffset + 1);
        }
        return _scanner!.Find(_stored);
    }

    bool FillPlain()
    {
        var read = _stored.ReadInto(_buffer.AsSpan(_tail));
        _tail += read;
        Ended = read == 0;
        return read > 0;
    }

    bool FillDecoded(IMemberDecoder decoder)
    {
        while (true)
        {
            if (_stored.Window.IsEmpty && !_stored.Fill()) return Damaged($"the file ends inside the member that begins at byte {MemberOffset}");
            var status = decoder.Decode(_stored.Window, _buffer.AsSpan(_tail), out var consumed, out var written);
            _stored.Advance(consumed);
            _tail += written;
            _memberBytes += written;
            if (status == DecodeStatus.End) Ended = true;
            else if (status == DecodeStatus.Damaged || (consumed == 0 && written == 0)) Damaged($"{decoder.Error} at byte {_stored.Offset} of the member that begins at byte {MemberOffset}");
            else if (_memberBytes > _limits.RatioFloor && _memberBytes > _limits.MaxRatio * (_stored.Offset - MemberOffset))
            {
                LimitHit = true;
                Damaged($"the member that begins at byte {MemberOffset} grows beyond {_limits.MaxRatio} times its stored size");
            }
            if (written > 0) return true;
            if (Ended) return false;
        }
    }

    bool Damaged(string what)
    {
        Damage = what;
        Ended = true;
        return false;
    }

    void MakeRoom()
    {
        if (_head == _tail) _head = _tail = 0;
        if (_buffer.Length - _tail >= 32 << 10) return;
        Reserve(_tail - _head + (64 << 10));
    }

    void Reserve(int length)
    {
        if (_buffer.Length - _head >= length && _buffer.Length - _tail >= 1) return;
        var unread = _tail - _head;
        var target = _buffer.Length < length ? ArrayPool<byte>.Shared.Rent(Math.Max(length, (int)Math.Min(2L * _buffer.Length, Array.MaxLength))) : _buffer;
        _buffer.AsSpan(_head, unread).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _head = 0;
        _tail = unread;
    }
}
