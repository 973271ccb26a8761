using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Code.Licensing;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.Code;

/// <summary>Rows of Parquet files in the manner of The Stack and of Software Heritage: a column with contents, others with path, repository and licence.</summary>
internal sealed class CodeParquet(CodeReaderOptions options, ReaderInput input)
{
    public IEnumerable<ReadItem> Read(CancellationToken cancellationToken)
    {
        var documents = new CodeDocuments(options, input);
        var reader = new ParquetReader(new() { Id = "", Text = options.ContentColumn, Title = "", Url = "", Date = "", Language = "", License = "", Metadata = ["*"] });
        foreach (var item in reader.Read(input, cancellationToken))
        {
            if (item is not ReadItem.Found { Document: var row })
            {
                yield return item;
                continue;
            }
            var path = First(row, options.PathColumns) ?? row.Id;
            var license = First(row, options.LicenseColumns);
            var file = new CodeFile(First(row, options.RepositoryColumns) ?? "", path, license is null or "no_license" or "permissive" ? null : LicenseNames.Current(license));
            yield return documents.Make(file, row.Text) with { Next = item.Next };
        }
    }

    static string? First(Document row, ImmutableArray<string> columns)
    {
        foreach (var column in columns)
            if (row.Metadata.TryGetValue(column, out var value) && value.Length > 0) return value;
        return null;
    }
}
