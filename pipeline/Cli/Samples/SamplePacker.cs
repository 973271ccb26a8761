using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Errors;
using Curation.Stages.Writers;

namespace Curation.Cli.Samples;

/// <summary>Packs folders of HTML pages into WARC files, with planted near-duplicates and broken records.</summary>
sealed record SamplePacker
{
    static readonly DateTimeOffset s_date = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly double[] s_rates = [0, .005, .01, .02, .04];

    /// <summary>Folders of pages; each becomes a site of its own.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Where the WARC files and <c>truth.json</c> go.</summary>
    public required string Output { get; init; }

    /// <summary>Most pages of a folder, drawn evenly by a hash of their paths.</summary>
    public int PagesPerFolder { get; init; } = 1000;

    /// <summary>Records of a WARC file.</summary>
    public int RecordsPerFile { get; init; } = 800;

    /// <summary>Near-duplicates to plant.</summary>
    public int Copies { get; init; } = 300;

    /// <summary>Broken records to plant of each kind.</summary>
    public int Broken { get; init; } = 3;

    public SampleTruth Pack()
    {
        var pages = Pages().ToArray();
        if (pages.Length == 0) throw new ConfigException($"no .html files under {string.Join(", ", Folders)}");
        var random = new Random(20260101);
        var copies = ImmutableArray.CreateBuilder<PlantedCopy>();
        var records = pages.Select(p => (p.Url, Body: (Func<byte[]>)(() => File.ReadAllBytes(p.Path)), Order: Hash(p.Url))).ToList();
        foreach (var page in pages.OrderBy(p => Hash("copy " + p.Url)).Where(p => new FileInfo(p.Path).Length > 2000).Take(Copies))
        {
            var rate = s_rates[copies.Count % s_rates.Length];
            var url = string.Create(CultureInfo.InvariantCulture, $"{page.Url}?copy={copies.Count}");
            copies.Add(new(url, page.Url, rate));
            var seed = random.Next();
            records.Add((url, () => NearCopy.Make(File.ReadAllBytes(page.Path), rate, new Random(seed)), Hash(url)));
        }
        var broken = Write([.. records.OrderBy(r => r.Order).Select(r => (r.Url, r.Body))]);
        var truth = new SampleTruth(pages.Length, copies.ToImmutable(), broken);
        truth.Save(Path.Combine(Output, "truth.json"));
        return truth;
    }

    ImmutableArray<PlantedRecord> Write(ReadOnlySpan<(string Url, Func<byte[]> Body)> records)
    {
        Directory.CreateDirectory(Output);
        foreach (var old in Directory.EnumerateFiles(Output, "*.warc.gz")) File.Delete(old);
        var planted = ImmutableArray.CreateBuilder<PlantedRecord>();
        var faults = new Queue<(string Kind, ImmutableArray<string> Expected, byte[] Member)>(Enumerable.Range(0, Broken).SelectMany(BrokenRecords.Make));
        var files = (records.Length + RecordsPerFile - 1) / RecordsPerFile;
        var every = Math.Max(1, records.Length / (faults.Count + 1));
        var written = 0;
        for (var file = 0; file < files; file++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"sample-{file:d4}.warc.gz");
            using var stream = File.Create(Path.Combine(Output, name));
            using var writer = new WarcWriter(stream, name);
            writer.WriteInfo(s_date, [new("software", "curate sample pack"), new("format", "WARC File Format 1.1")]);
            foreach (var (url, body) in records.Slice(file * RecordsPerFile, Math.Min(RecordsPerFile, records.Length - file * RecordsPerFile)))
            {
                writer.WriteResponse(url, s_date, 200, [new("Content-Type", "text/html")], body());
                if (++written % every != 0 || !faults.TryDequeue(out var fault)) continue;
                planted.Add(new(fault.Kind, name, stream.Position, fault.Expected));
                stream.Write(fault.Member);
            }
        }
        return planted.ToImmutable();
    }

    IEnumerable<(string Path, string Url)> Pages()
    {
        foreach (var folder in Folders)
        {
            var site = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var found = Directory.EnumerateFiles(folder, "*.htm*", SearchOption.AllDirectories)
                .Where(f => new FileInfo(f) is { Length: > 500 and < 4 << 20, LinkTarget: null })
                .Select(f => (Path: f, Url: $"https://{site}.example/{Path.GetRelativePath(folder, f).Replace('\\', '/')}"))
                .OrderBy(p => Hash(p.Url)).Take(PagesPerFolder);
            foreach (var page in found) yield return page;
        }
    }

    static ulong Hash(string text) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));
}
