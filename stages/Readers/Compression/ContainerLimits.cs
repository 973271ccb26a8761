namespace Curation.Stages.Readers.Compression;

/// <summary>What one member may grow to.</summary>
/// <param name="MaxRatio">Most decompressed bytes per stored byte of a member.</param>
/// <param name="RatioFloor">Decompressed bytes up to which the ratio is not looked at.</param>
/// <param name="WindowLog">Largest window of zstd as a power of two, at most 31; a frame may make the decoder hold as many bytes.</param>
internal sealed record ContainerLimits(double MaxRatio = 250, long RatioFloor = 64 << 20, int WindowLog = 27);
