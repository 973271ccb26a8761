namespace Curation.Core.Results;

/// <summary>Where a result lies.</summary>
/// <param name="Log">Path of its log.</param>
/// <param name="Offset">Offset of its record in the log.</param>
/// <param name="Length">Bytes of its payload.</param>
readonly record struct ResultPlace(string Log, long Offset, int Length);
