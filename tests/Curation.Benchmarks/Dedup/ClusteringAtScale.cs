using System.Diagnostics;
using System.Globalization;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Benchmarks.Dedup;

/// <summary>
/// MinHash from signatures to decisions over synthetic signatures, as many as asked for, in a folder: the phases of
/// <see cref="MinHashDedup"/> themselves, whose first one is fed by a generator in place of texts. Families of documents share bands
/// as near-duplicates of a similarity do. Prints seconds a phase, the peak of memory and a digest of all decisions.
/// </summary>
/// <remarks><c>dedup-scale DOCUMENTS FOLDER [PARTITIONS] [MEGABYTES]</c></remarks>
static class ClusteringAtScale
{
    const int Shards = 100;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var documents, var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: dedup-scale DOCUMENTS FOLDER [PARTITIONS] [MEGABYTES]");
            return 2;
        }
        var count = long.Parse(documents, CultureInfo.InvariantCulture);
        var options = new MinHashDedupOptions
        {
            Partitions = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 0,
            MemoryMegabytes = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 256,
        };
        var digest = new ScaleCorpus(count, Shards, folder, options).Run(phase => Console.WriteLine(phase));
        Console.WriteLine($"decisions {digest}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak resident memory {PeakMegabytes()} MB"));
        return 0;
    }

    static long PeakMegabytes() => File.Exists("/proc/self/status")
        ? long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
        : Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
}
