using System.Runtime.InteropServices;

namespace Curation.Stages.FastText;

/// <summary>A matrix of floats, row after row. Quantized ones are restored when they are read.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Values, row after row; more rows may follow.</param>
sealed record FastTextMatrix(int Rows, int Columns, float[] Values)
{
    /// <summary>A restored matrix is at most so many times as large as its file: a damaged number must not decide about memory.</summary>
    const long MostRestored = 64;

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public static FastTextMatrix Read(ModelInput input, bool quantized) => quantized ? ReadQuantized(input) : ReadDense(input);

    public void Write(BinaryWriter output)
    {
        output.Write((long)Rows);
        output.Write((long)Columns);
        // A span of bytes ends at 2 GiB.
        for (var row = 0; row < Rows; row++) output.Write(MemoryMarshal.AsBytes(Row(row)));
    }

    static FastTextMatrix ReadDense(ModelInput input)
    {
        var (rows, columns) = (input.Int64(), input.Int64());
        CheckSize(input, rows, columns);
        return new((int)rows, (int)columns, input.Floats(rows * columns, "a matrix"));
    }

    static FastTextMatrix ReadQuantized(ModelInput input)
    {
        var withNorms = input.Flag();
        var (rows, columns) = (input.Int64(), input.Int64());
        CheckSize(input, rows, columns);
        input.Require(rows * columns * sizeof(float) <= MostRestored * input.Length, $"a quantized matrix of {rows} by {columns} in {input.Length} bytes");
        var codes = input.Bytes(input.Int32(), "codes");
        var quantizer = ProductQuantizer.Read(input);
        input.Require(quantizer.Dimension == columns && codes.LongLength == rows * quantizer.Parts, $"{codes.LongLength} codes for {rows} rows in {quantizer.Parts} parts");
        byte[]? normCodes = null;
        ProductQuantizer? norms = null;
        if (withNorms)
        {
            normCodes = input.Bytes(rows, "norm codes");
            norms = ProductQuantizer.Read(input);
            input.Require(norms.Dimension == 1, $"norms of dimension {norms.Dimension}");
        }
        var matrix = new FastTextMatrix((int)rows, (int)columns, new float[rows * columns]);
        for (var row = 0; row < rows; row++)
        {
            var norm = norms is null ? 1 : norms.Centroid(0, normCodes![row])[0];
            quantizer.Restore(codes.AsSpan(row * quantizer.Parts, quantizer.Parts), norm, matrix.Row(row));
        }
        return matrix;
    }

    static void CheckSize(ModelInput input, long rows, long columns) =>
        input.Require(rows >= 0 && columns is > 0 and <= 1 << 16 && rows <= Array.MaxLength / columns, $"a matrix of {rows} by {columns}");
}
