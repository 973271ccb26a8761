namespace Curation.Stages.LanguageId;

/// <summary>A matrix of floats, row after row. Quantized ones are restored when they are read: rows are few after pruning.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Values, row after row.</param>
sealed record FastTextMatrix(int Rows, int Columns, float[] Values)
{
    const int Centroids = 256;

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public static FastTextMatrix Read(ModelInput input, bool quantized) => quantized ? ReadQuantized(input) : ReadDense(input);

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
        var codes = input.Bytes(input.Int32(), "codes");
        var quantizer = Quantizer.Read(input);
        input.Require(quantizer.Dimension == columns && codes.LongLength == rows * quantizer.Parts, $"{codes.LongLength} codes for {rows} rows in {quantizer.Parts} parts");
        byte[]? normCodes = null;
        Quantizer? norms = null;
        if (withNorms)
        {
            normCodes = input.Bytes(rows, "norm codes");
            norms = Quantizer.Read(input);
            input.Require(norms.Dimension == 1, $"norms of dimension {norms.Dimension}");
        }
        var values = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var norm = norms is null ? 1 : norms.Centroid(0, normCodes![row])[0];
            var target = values.AsSpan(row * (int)columns, (int)columns);
            for (var part = 0; part < quantizer.Parts; part++)
            {
                var centroid = quantizer.Centroid(part, codes[row * quantizer.Parts + part]);
                for (var i = 0; i < centroid.Length; i++) target[part * quantizer.PartLength + i] = norm * centroid[i];
            }
        }
        return new((int)rows, (int)columns, values);
    }

    static void CheckSize(ModelInput input, long rows, long columns) =>
        input.Require(rows >= 0 && columns is > 0 and <= 1 << 16 && rows <= Array.MaxLength / columns, $"a matrix of {rows} by {columns}");

    /// <summary>A product quantizer: each part of a vector is one of 256 centroids.</summary>
    sealed record Quantizer(int Dimension, int Parts, int PartLength, int LastLength, float[] Values)
    {
        public static Quantizer Read(ModelInput input)
        {
            var (dimension, parts, length, last) = (input.Int32(), input.Int32(), input.Int32(), input.Int32());
            input.Require(dimension is > 0 and <= 1 << 16 && parts > 0 && length > 0 && last > 0 && last <= length && (long)(parts - 1) * length + last == dimension,
                $"a quantizer of {parts} parts of {length} (last {last}) for dimension {dimension}");
            return new(dimension, parts, length, last, input.Floats((long)dimension * Centroids, "centroids"));
        }

        public ReadOnlySpan<float> Centroid(int part, byte code) => part == Parts - 1
            ? Values.AsSpan(part * Centroids * PartLength + code * LastLength, LastLength)
            : Values.AsSpan((part * Centroids + code) * PartLength, PartLength);
    }
}
