using Apache.Arrow;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Builds the column <c>provenance</c>.</summary>
sealed class ProvenanceColumn
{
    readonly StringArray.Builder _container = new(), _recordId = new(), _digest = new(), _truncated = new();
    readonly Int64Array.Builder _offset = new(), _length = new();
    int _rows;

    public void Append(Provenance provenance)
    {
        _container.Append(provenance.Container);
        _offset.Append(provenance.Offset);
        _length.Append(provenance.Length);
        _recordId.Append(provenance.RecordId);
        _digest.Append(provenance.Digest);
        _truncated.Append(provenance.Truncated);
        _rows++;
    }

    public StructArray Build() => new(ShardLayout.Provenance, _rows,
        [_container.Build(), _offset.Build(), _length.Build(), _recordId.Build(), _digest.Build(), _truncated.Build()], ArrowBuffer.Empty);
}

/// <summary>Builds the column <c>signals</c>: a typed, nullable column a signal.</summary>
sealed class SignalsColumn(ShardSchema schema)
{
    readonly IArrowArrayBuilder[] _builders = [.. schema.Signals.Select(s => s.Kind switch
    {
        SignalKind.Count => (IArrowArrayBuilder)new Int64Array.Builder(),
        SignalKind.Flag => new BooleanArray.Builder(),
        _ => new DoubleArray.Builder(),
    })];
    int _rows;

    public void Append(Signals signals)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            var value = signals[schema.Signals[i].Name];
            switch (_builders[i])
            {
                case Int64Array.Builder counts: _ = value is { } n ? counts.Append((long)n) : counts.AppendNull(); break;
                case BooleanArray.Builder flags: _ = value is { } f ? flags.Append(f != 0) : flags.AppendNull(); break;
                case DoubleArray.Builder numbers: _ = value is { } d ? numbers.Append(d) : numbers.AppendNull(); break;
            }
        }
        _rows++;
    }

    public StructArray Build() => new(ShardLayout.Signals(schema), _rows, [.. _builders.Select(b => b switch
    {
        Int64Array.Builder counts => (IArrowArray)counts.Build(),
        BooleanArray.Builder flags => flags.Build(),
        _ => ((DoubleArray.Builder)b).Build(),
    })], ArrowBuffer.Empty);
}
