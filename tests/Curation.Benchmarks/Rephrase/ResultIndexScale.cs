using System.Diagnostics;
using System.Globalization;
using Curation.Core.Results;
using Curation.Core.Storage;

namespace Curation.Benchmarks.Rephrase;

/// <summary>Memory and time of the index of stored results: <c>Curation.Benchmarks result-index [MILLIONS]</c>.</summary>
static class ResultIndexScale
{
    public static async Task<int> RunAsync(int millions)
    {
        const int Records = 1 << 17;
        var folder = Directory.CreateTempSubdirectory("curate-index-").FullName;
        try
        {
            var logs = Math.Max(1, millions * 1_000_000 / Records);
            for (var log = 0; log < logs; log++)
            {
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{log:x12}-a-1-000000"));
                File.WriteAllBytes($"{path}.log", "CURRES01"u8);
                File.WriteAllBytes($"{path}.idx", ResultIndex.Encode(Enumerable.Range(0, Records).Select(i => (Key(log, i), 8L + i * 1500L, 1400))));
            }
            var before = Managed();
            using var results = new ResultFolder(new StorageRouter(), folder, () => folder);
            var begun = Stopwatch.GetTimestamp();
            await results.RefreshAsync(_ => false, default).ConfigureAwait(false);
            var (opened, closed) = (Stopwatch.GetElapsedTime(begun), Managed() - before);
            for (var i = 0; i < Records; i++) results.Add(Key(-1, i), new("open.log", i * 1500L, 1400));
            var open = Managed() - before - closed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(long)logs * Records} results in {logs} closed logs: {28} bytes each on disk, {closed / ((double)logs * Records):0.00} in memory; opened in {opened.TotalMilliseconds:0} ms; open log: {open / (double)Records:0} bytes each in memory, at most {Records} of them"));
            foreach (var found in new[] { true, false })
            {
                var cpu = Environment.CpuUsage.TotalTime;
                const int Asked = 20_000;
                for (var i = 0; i < Asked; i++)
                    if (results.Find(Key(found ? i % logs : logs + 7, i * 5 % Records)).Any() != found) throw new InvalidOperationException("an index is wrong");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(found ? "found" : "not found")}: {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Asked:0.0} us CPU a lookup"));
            }
        }
        finally { Directory.Delete(folder, recursive: true); }
        return 0;
    }

    static UInt128 Key(int log, int i)
    {
        Span<byte> bytes = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, log);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], i);
        return System.IO.Hashing.XxHash128.HashToUInt128(bytes);
    }

    static long Managed() => GC.GetTotalMemory(forceFullCollection: true);
}
