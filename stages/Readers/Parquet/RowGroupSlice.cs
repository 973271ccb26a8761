using ParquetSharp;

namespace Curation.Stages.Readers.Parquet;

/// <summary>A row group with its place: the sum of the compressed sizes before it, which is its offset but for gaps that writers leave.</summary>
/// <param name="Ordinal">Its ordinal.</param>
/// <param name="FirstRow">Ordinal of its first row in the file.</param>
/// <param name="Rows">Number of its rows.</param>
/// <param name="End">Place of the next one.</param>
internal readonly record struct RowGroupSlice(int Ordinal, long FirstRow, long Rows, long End)
{
    /// <summary>The row groups that begin in a slice of the file.</summary>
    public static IEnumerable<RowGroupSlice> Of(ParquetFileReader file, long start, long end)
    {
        var place = 0L;
        var row = 0L;
        for (var ordinal = 0; ordinal < file.FileMetaData.NumRowGroups; ordinal++)
        {
            using var group = file.RowGroup(ordinal);
            var rows = group.MetaData.NumRows;
            var next = place;
            for (var column = 0; column < group.MetaData.NumColumns; column++)
            {
                using var chunk = group.MetaData.GetColumnChunkMetaData(column);
                next += Math.Max(1, chunk.TotalCompressedSize);
            }
            if (place >= start && place < end) yield return new(ordinal, row, rows, next);
            place = next;
            row += rows;
        }
    }
}
