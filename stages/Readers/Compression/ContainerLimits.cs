namespace Curation.Stages.Readers.Compression;

/// <summary>What one member may grow to.</summary>
/// <param name="MaxRatio">Most decompressed bytes per stored byte of a member.</param>
/// <param name="RatioFloor">Decompressed bytes up to which the ratio is not looked at.</param>
internal sealed record ContainerLimits(double MaxRatio = 250, long RatioFloor = 64 << 20);
