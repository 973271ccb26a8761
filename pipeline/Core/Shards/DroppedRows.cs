using Apache.Arrow;

namespace Curation.Core.Shards;

/// <summary>Gathers dropped documents for a row group.</summary>
sealed class DroppedRows(ShardSchema schema)
{
    readonly StringArray.Builder _id = new(), _url = new(), _source = new(), _reason = new(), _stage = new(), _signal = new(), _detail = new(), _text = new();
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

    public RecordBatch Build(Schema layout) => new(layout,
    [
        _id.Build(), _url.Build(), _source.Build(), _reason.Build(), _stage.Build(), _signal.Build(), _value.Build(), _threshold.Build(),
        _detail.Build(), _provenance.Build(), .. schema.Signals.IsEmpty ? [] : new IArrowArray[] { _signals.Build() }, _text.Build(),
    ], Rows);
}
