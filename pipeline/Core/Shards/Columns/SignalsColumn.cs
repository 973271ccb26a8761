using Apache.Arrow;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Columns;

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

    /// <summary>Appends a row.</summary>
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

    /// <summary>The rows.</summary>
    public StructArray Build() => new(ShardLayout.Signals(schema), _rows, [.. _builders.Select(b => b switch
    {
        Int64Array.Builder counts => (IArrowArray)counts.Build(),
        BooleanArray.Builder flags => flags.Build(),
        _ => ((DoubleArray.Builder)b).Build(),
    })], ArrowBuffer.Empty);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (var builder in _builders)
        {
            switch (builder)
            {
                case Int64Array.Builder counts: counts.Clear(); break;
                case BooleanArray.Builder flags: flags.Clear(); break;
                case DoubleArray.Builder numbers: numbers.Clear(); break;
            }
        }
        _rows = 0;
    }
}
