namespace Curation.Stages.FastText;

/// <summary>A product quantizer: each part of a vector is one of 256 centroids.</summary>
/// <param name="Dimension">Length of a vector.</param>
/// <param name="Parts">Number of its parts.</param>
/// <param name="PartLength">Length of each part but the last.</param>
/// <param name="LastLength">Length of the last one.</param>
/// <param name="Values">Centroids, part after part.</param>
sealed record ProductQuantizer(int Dimension, int Parts, int PartLength, int LastLength, float[] Values)
{
    const int Centroids = 256;

    public static ProductQuantizer Read(ModelInput input)
    {
        var (dimension, parts, length, last) = (input.Int32(), input.Int32(), input.Int32(), input.Int32());
        input.Require(dimension is > 0 and <= 1 << 16 && parts > 0 && length > 0 && last > 0 && last <= length && (long)(parts - 1) * length + last == dimension,
            $"a quantizer of {parts} parts of {length} (last {last}) for dimension {dimension}");
        return new(dimension, parts, length, last, input.Floats((long)dimension * Centroids, "centroids"));
    }

    public ReadOnlySpan<float> Centroid(int part, byte code) => part == Parts - 1
        ? Values.AsSpan(part * Centroids * PartLength + code * LastLength, LastLength)
        : Values.AsSpan((part * Centroids + code) * PartLength, PartLength);

    /// <summary>The vector of some codes, times its norm.</summary>
    public void Restore(ReadOnlySpan<byte> codes, float norm, Span<float> target)
    {
        for (var part = 0; part < Parts; part++)
        {
            var centroid = Centroid(part, codes[part]);
            for (var i = 0; i < centroid.Length; i++) target[part * PartLength + i] = norm * centroid[i];
        }
    }
}
