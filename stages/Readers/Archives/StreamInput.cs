using Curation.Core.Errors;

namespace Curation.Stages.Readers.Archives;

/// <summary>The bytes of a stream that cannot go on behind damage.</summary>
internal sealed class StreamInput(Stream stream, string name) : BufferedInput
{
    string? _damage;

    public override string? Damage => _damage;

    public override bool Recover() => false;

    public override long PlaceOf(long position) => -1;

    public override void Dispose()
    {
        stream.Dispose();
        base.Dispose();
    }

    protected override int Read(Span<byte> target)
    {
        try
        {
            return stream.Read(target);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException or CurationException))
        {
            // Archive libraries throw what they like on damage; the storage's own failures are told by SevenZipEntry.
            _damage = $"{name} cannot be unpacked behind its decompressed byte {Produced}: {error.Message}";
            return 0;
        }
    }
}
