using System.Collections.Immutable;
using Apache.Arrow;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Stages.Readers.Parquet;

/// <summary>Makes documents of a foreign file's rows, by the options' names.</summary>
internal sealed class ParquetMapping(ParquetReaderOptions options, ReaderInput input)
{
    readonly string?[] _named = [options.Id, options.Text, options.Title, options.Url, options.Date, options.Language, options.License, options.Source];

    /// <summary>Leaf columns that are needed; checks that those exist which must.</summary>
    /// <exception cref="InputException">A column is missing.</exception>
    public int[] Columns(Schema schema, ParquetSharp.SchemaDescriptor leaves)
    {
        var names = schema.FieldsList.Select(f => f.Name).ToArray();
        foreach (var (option, name) in options.Metadata.Where(m => m != "*").Select(m => ("metadata", m)).Prepend(("text", options.Text)))
        {
            if (!names.Contains(name, StringComparer.Ordinal) && !names.Contains(name.Split('.')[0], StringComparer.Ordinal))
                throw new InputException($"{input.Name}: expected a column '{name}' (option {option}), found none; {Names.DidYouMean(name, names)}");
        }
        var all = options.Metadata.Contains("*");
        var wanted = _named.Concat(options.Metadata).OfType<string>().SelectMany(n => new[] { n, n.Split('.')[0] }).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, leaves.NumColumns).Where(i => all || wanted.Contains(leaves.Column(i).Path.ToDotVector()[0]))];
    }

    /// <summary>One row's item.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="ordinal">The row in the file.</param>
    public ReadItem Item(RecordBatch batch, int row, long ordinal)
    {
        var text = ParquetColumns.Text(ParquetColumns.Find(batch, options.Text), row, out var isValid);
        var id = ParquetColumns.Text(ParquetColumns.Find(batch, options.Id), row, out _);
        var provenance = new Provenance(input.Name, -1, -1) { RecordId = id };
        if (text is null) return Failed($"expected text in column '{options.Text}', found null");
        if (!isValid) return Failed($"expected UTF-8 in column '{options.Text}', found other bytes");
        var source = Value(batch, options.Source, row) ?? input.Source;
        return new ReadItem.Found(new Document
        {
            Id = id is null ? DocumentId.OfPosition(source, input.Name, ordinal) : DocumentId.OfRecord(source, id),
            Text = text,
            Title = Value(batch, options.Title, row),
            Source = source,
            Url = Value(batch, options.Url, row),
            Date = ParquetColumns.Date(ParquetColumns.Find(batch, options.Date), row),
            Language = Value(batch, options.Language, row),
            License = Value(batch, options.License, row),
            Metadata = Metadata(batch, row),
            Provenance = provenance,
        });

        ReadItem.Failed Failed(string what) => new(FailureReasons.Record, provenance, $"{input.Name}, row {ordinal}: {what}");
    }

    static string? Value(RecordBatch batch, string? name, int row) => ParquetColumns.Text(ParquetColumns.Find(batch, name), row, out _);

    ImmutableSortedDictionary<string, string> Metadata(RecordBatch batch, int row)
    {
        if (options.Metadata.IsDefaultOrEmpty) return Document.EmptyMetadata;
        var builder = Document.EmptyMetadata.ToBuilder();
        foreach (var name in options.Metadata)
        {
            if (name != "*")
            {
                if (Value(batch, name, row) is { } value) builder[name] = value;
                continue;
            }
            for (var i = 0; i < batch.ColumnCount; i++)
            {
                var field = batch.Schema.GetFieldByIndex(i);
                if (!_named.Contains(field.Name) && ParquetColumns.IsScalar(field.DataType) && ParquetColumns.Text(batch.Column(i), row, out _) is { } value)
                    builder[field.Name] = value;
            }
        }
        return builder.ToImmutable();
    }
}
