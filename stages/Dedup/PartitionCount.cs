using Curation.Core.Contracts;

namespace Curation.Stages.Dedup;

/// <summary>Number of tasks that a comparison is spread over.</summary>
static class PartitionCount
{
    const long Worthwhile = 16 << 20;

    /// <summary>As the options say; else so many that a partition fits in memory, and on small inputs some more, so that workers share them.</summary>
    /// <param name="options">Options with memory.</param>
    /// <param name="input">The input.</param>
    /// <param name="bytes">Bytes of all records to compare.</param>
    public static int Of(DedupOptions options, CorpusInput input, long bytes)
    {
        if (options.Partitions > 0) return options.Partitions;
        var fitting = (bytes / Math.Max(1, options.Memory * 3 / 4)) + 1;
        var shared = Math.Min(Math.Min(64, input.Shards.Length), (bytes / Worthwhile) + 1);
        return (int)Math.Min(Math.Max(fitting, shared), 100_000);
    }
}
