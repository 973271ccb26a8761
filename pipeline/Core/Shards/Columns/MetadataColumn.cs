using Apache.Arrow;

namespace Curation.Core.Shards.Columns;

/// <summary>Builds the column <c>metadata</c>: a map of names to texts a document.</summary>
sealed class MetadataColumn : IDisposable
{
    readonly BytesColumn _names = new(), _values = new();
    readonly ListOffsets _lists = new();

    /// <summary>Appends a row.</summary>
    public void Append(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            _names.Append(name);
            _values.Append(value);
        }
        _lists.EndRow(metadata.Count);
    }

    /// <summary>The rows; valid until the next change.</summary>
    public MapArray Build() => new(ShardLayout.Metadata, _lists.Rows, _lists.View(),
        new StructArray(ShardLayout.Metadata.KeyValueType, _lists.Items, [_names.Texts(), _values.Texts()], ArrowBuffer.Empty), ArrowBuffer.Empty);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _names.Clear();
        _values.Clear();
        _lists.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _names.Dispose();
        _values.Dispose();
        _lists.Dispose();
    }
}
