using System.Diagnostics;
using System.Globalization;

namespace Curation.Tests.Processes;

/// <summary>A program with all processes below it.</summary>
static class ProcessTree
{
    /// <summary>Waits until the program ends; gives the most memory that it and its children, as they lived together, ever held, in bytes.</summary>
    public static async Task<long> PeakMemoryAsync(Process process, CancellationToken cancellationToken)
    {
        long most = 0;
        while (!process.HasExited)
        {
            // Each counts with its own highest mark, so that no peak falls between two looks.
            most = Math.Max(most, Of(process.Id).Sum(id => Status(id, "VmHWM:")) << 10);
            await Task.Delay(50, cancellationToken);
        }
        return most;
    }

    static List<long> Of(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => char.IsAsciiDigit(n![0]))
            .Select(n => long.Parse(n!, CultureInfo.InvariantCulture)).ToLookup(id => Status(id, "PPid:"));
        List<long> tree = [root];
        for (var i = 0; i < tree.Count; i++) tree.AddRange(parents[tree[i]]);
        return tree;
    }

    /// <summary>A number of a process's status; 0 if it has just ended.</summary>
    static long Status(long process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
