namespace Curation.Core.Results;

/// <summary>When a log is closed, so that what a process holds in memory of open ones stays small.</summary>
/// <param name="Records">Results in a log.</param>
/// <param name="Bytes">Bytes of a log.</param>
/// <param name="Objects">On object storage: objects of single groups that are merged into one log.</param>
sealed record ResultLogLimits(int Records = 1 << 17, long Bytes = 1L << 30, int Objects = 512);
