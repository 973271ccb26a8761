using Apache.Arrow;
using Curation.Core.Shards.Columns;

namespace Curation.Core.Shards;

/// <summary>Gathers dropped documents for a row group.</summary>
sealed class DroppedRows(ShardSchema schema) : IDisposable
{
    readonly BytesColumn _id = new(), _url = new(), _source = new(), _reason = new(), _stage = new(), _signal = new(), _detail = new(), _text = new();
    readonly DoubleArray.Builder _value = new(), _threshold = new();
    readonly ProvenanceColumn _provenance = new();
    readonly SignalsColumn _signals = new(schema);

    public int Rows { get; private set; }

    public long Bytes { get; private set; }

    public void Append(DroppedDocument document)
    {
        _id.Append(document.Id);
        _url.Append(document.Url);
        _source.Append(document.Source);
        _reason.Append(document.Reason);
        _stage.Append(document.Stage);
        _signal.Append(document.Signal);
        _ = document.Value is { } value ? _value.Append(value) : _value.AppendNull();
        _ = document.Threshold is { } threshold ? _threshold.Append(threshold) : _threshold.AppendNull();
        _detail.Append(document.Detail);
        _provenance.Append(document.Provenance);
        _signals.Append(document.Signals);
        _text.Append(document.Text);
        Rows++;
        Bytes += 256 + 3L * ((document.Text?.Length ?? 0) + (document.Url?.Length ?? 0) + (document.Detail?.Length ?? 0));
    }

    /// <summary>The rows; valid until the next change.</summary>
    public RecordBatch Build(Schema layout) => new(layout,
    [
        _id.Texts(), _url.Texts(), _source.Texts(), _reason.Texts(), _stage.Texts(), _signal.Texts(), _value.Build(), _threshold.Build(),
        _detail.Texts(), _provenance.Build(), .. schema.Signals.IsEmpty ? [] : new IArrowArray[] { _signals.Build() }, _text.Texts(),
    ], Rows);

    /// <summary>Begins the next row group.</summary>
    public void Clear()
    {
        foreach (var column in Texts) column.Clear();
        _value.Clear();
        _threshold.Clear();
        _provenance.Clear();
        _signals.Clear();
        (Rows, Bytes) = (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in Texts) column.Dispose();
        _provenance.Dispose();
    }

    BytesColumn[] Texts => [_id, _url, _source, _reason, _stage, _signal, _detail, _text];
}
