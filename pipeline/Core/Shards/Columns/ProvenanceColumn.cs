using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Columns;

/// <summary>Builds the column <c>provenance</c>.</summary>
sealed class ProvenanceColumn : IDisposable
{
    readonly BytesColumn _container = new(), _recordId = new(), _digest = new(), _truncated = new();
    readonly Int64Array.Builder _offset = new(), _length = new();

    /// <summary>Appends a row.</summary>
    public void Append(Provenance provenance)
    {
        _container.Append(provenance.Container);
        _offset.Append(provenance.Offset);
        _length.Append(provenance.Length);
        _recordId.Append(provenance.RecordId);
        _digest.Append(provenance.Digest);
        _truncated.Append(provenance.Truncated);
    }

    /// <summary>The rows; valid until the next change.</summary>
    public StructArray Build() => new(ShardLayout.Provenance, _offset.Length,
        [_container.Texts(), _offset.Build(), _length.Build(), _recordId.Texts(), _digest.Texts(), _truncated.Texts()], ArrowBuffer.Empty);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (var column in Texts) column.Clear();
        _offset.Clear();
        _length.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in Texts) column.Dispose();
    }

    BytesColumn[] Texts => [_container, _recordId, _digest, _truncated];
}
