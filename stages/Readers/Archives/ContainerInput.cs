using Curation.Core.Contracts;
using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.Archives;

/// <summary>Plain files and members of gzip or frames of zstd, one behind the other.</summary>
internal sealed class ContainerInput(ReaderInput input) : DecodedInput
{
    readonly Container _container = new(input, new ContainerLimits(), _ => true);
    long _position;
    string? _gap;

    public override ReadOnlySpan<byte> Window => _container.Window;

    public override long Position => _position;

    public override string? Damage => _gap ?? _container.Damage;

    public override bool LimitHit => _container.LimitHit;

    public override void Advance(int count)
    {
        _container.Advance(count);
        _position += count;
    }

    public override bool Fill()
    {
        if (_gap is not null) return false;
        while (!_container.Fill())
        {
            if (_container.Damage is not null || !Next()) return false;
        }
        return true;
    }

    public override bool Recover()
    {
        Advance(_container.Window.Length);
        if (_gap is null) return _container.Damage is not null && Next();
        _gap = null;
        return !_container.AtEnd;
    }

    public override long PlaceOf(long position) => _container.Packing == Packing.Plain ? input.Start + position : -1;

    public override void Dispose() => _container.Dispose();

    bool Next()
    {
        var more = _container.NextMember(out var gap);
        if (gap is not { } junk) return more;
        _gap = $"{junk.Length} bytes at byte {junk.Offset} are no compressed data";
        return false;
    }
}
