using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Curation.Benchmarks.EndToEnd;

/// <summary>
/// The whole run's throughput on one core, as a share of the rate at which <see cref="GZipStream"/> inflates the same files, both taken
/// in turns in the same run: <c>Curation.Benchmarks crawl RUN.json CRAWL-FOLDER [TURNS [PROGRAM]]</c>,
/// where the program is the build's own or another, such as the published one.
/// </summary>
static partial class CrawlThroughput
{
    static readonly byte[] s_magic = [0x1F, 0x8B, 8];

    public static int Run(string runFile, string crawl, int turns, string? program)
    {
        var files = Directory.GetFiles(crawl, "*.warc.gz").Order(StringComparer.Ordinal).ToArray();
        var output = Directory.CreateTempSubdirectory("curate-throughput-").FullName;
        var copy = Path.Combine(output, "run.json");
        File.WriteAllText(copy, OutputFolder().Replace(File.ReadAllText(runFile), $"\"directory\": \"{output}/out\""));
        try
        {
            for (var turn = 0; turn < turns; turn++)
            {
                var (bytes, inflate) = Inflate(files);
                var run = Curate(program ?? Path.Combine(AppContext.BaseDirectory, "curate"), copy);
                Directory.Delete(Path.Combine(output, "out"), recursive: true);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{bytes / 1e6:0} MB inflated: GZipStream {inflate.TotalSeconds:0.00} CPU-s ({bytes / 1e6 / inflate.TotalSeconds:0} MB/s), curate run {run.TotalSeconds:0.00} CPU-s ({bytes / 1e6 / run.TotalSeconds:0.0} MB/s), share {inflate / run:0.0000}"));
            }
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
        return 0;
    }

    static (long Bytes, TimeSpan Cpu) Inflate(string[] files)
    {
        var buffer = new byte[1 << 16];
        long bytes = 0;
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        foreach (var file in files)
        {
            // Planted broken members end a file's stream: what comes behind them is read from the next member that inflates.
            var content = File.ReadAllBytes(file);
            for (var at = 0; at >= 0; at = Next(content, at + 1)) bytes += Member(content, at, buffer);
        }
        process.Refresh();
        return (bytes, process.TotalProcessorTime - before);
    }

    static int Next(byte[] content, int from)
    {
        var at = content.AsSpan(from).IndexOf(s_magic);
        return at < 0 ? -1 : from + at;
    }

    static long Member(byte[] content, int start, byte[] buffer)
    {
        var end = Next(content, start + 1) is >= 0 and var next ? next : content.Length;
        using var gzip = new GZipStream(new MemoryStream(content, start, end - start), CompressionMode.Decompress);
        long bytes = 0;
        try
        {
            while (gzip.Read(buffer) is > 0 and var read) bytes += read;
        }
        catch (InvalidDataException)
        {
            // A planted fault, or three bytes within a member that look like the beginning of one.
        }
        return bytes;
    }

    static TimeSpan Curate(string program, string runFile)
    {
        var before = ChildrenCpu.Total;
        using var process = Process.Start(new ProcessStartInfo(program, ["run", runFile, "--workers", "1"]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"curate run ended with {process.ExitCode}: {error}");
        return ChildrenCpu.Total - before;
    }

    [GeneratedRegex("\"directory\": \"[^\"]*\"")]
    private static partial Regex OutputFolder();
}
