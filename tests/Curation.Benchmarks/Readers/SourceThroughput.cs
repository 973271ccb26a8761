using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Reddit;
using Curation.Stages.Readers.StackExchange;
using Curation.Stages.Readers.Wikipedia;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace Curation.Benchmarks.Readers;

/// <summary>
/// Throughput of the source readers as a share of the rate at which the same container is unpacked, in processor time of one process, rounds
/// alternating: <c>Curation.Benchmarks sources [DUMP.xml.bz2]</c>.
/// </summary>
static class SourceThroughput
{
    const int Rounds = 12;

    public static int Run(string? dump)
    {
        var wikipedia = dump is null ? Wikipedia() : File.ReadAllBytes(dump);
        Measure("bzip2 XML, wikipedia", wikipedia, "SharpCompress bzip2", () => SharpCompressBzip2(wikipedia), "own bzip2", () => Unpack(wikipedia), () => Items(new WikipediaReader(new()), wikipedia, "a.xml.bz2"));
        var lines = Zstd(Lines(60_000));
        Measure("zstd NDJSON, jsonl", lines, "zstd", () => Unpack(lines), null, null, () => Items(new JsonlReader(new() { Text = "body" }), lines, "a.jsonl.zst"));
        var threads = Zstd(Threads(60_000));
        Measure("zstd NDJSON, reddit", threads, "zstd", () => Unpack(threads), null, null, () => Items(new RedditReader(new(), Path.GetTempPath()), threads, "a.zst"));
        var posts = Posts(40_000);
        Measure("plain XML, stackexchange", posts, "reading rows with XmlReader", () => XmlRows(posts), "reading bytes", () => Unpack(posts), () => Items(new StackExchangeReader(new(), Path.GetTempPath()), posts, "Posts.xml"));
        var zipped = Gzip(posts);
        Measure("gzip XML, stackexchange", zipped, "inflate", () => Unpack(zipped), null, null, () => Items(new StackExchangeReader(new(), Path.GetTempPath()), zipped, "Posts.xml.gz"));
        var packed = SevenZip(posts);
        if (packed is not null) Measure("7z XML, stackexchange", packed, "7z", () => Unpack(packed), null, null, () => Items(new StackExchangeReader(new(), Path.GetTempPath()), packed, "a.7z"));
        return 0;
    }

    static void Measure(string name, byte[] stored, string baseName, Func<long> baseline, string? otherName, Func<long>? other, Func<long> reader)
    {
        var (base1, other1, read1) = (double.MaxValue, double.MaxValue, double.MaxValue);
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            base1 = Math.Min(base1, Seconds(() => bytes = baseline()));
            if (other is not null) other1 = Math.Min(other1, Seconds(() => other()));
            read1 = Math.Min(read1, Seconds(() => reader()));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {stored.Length / 1e6:f1} MB stored, {bytes / 1e6:f1} MB; {baseName} {bytes / base1 / 1e6:f0} MB/s, reader {bytes / read1 / 1e6:f0} MB/s, ratio {base1 / read1:f2}")
            + (other is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {otherName} {bytes / other1 / 1e6:f0} MB/s, ratio {other1 / read1:f2}")));
    }

    static double Seconds(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    static ReaderInput Input(byte[] bytes, string name) => new() { Name = name, Source = "x", Size = bytes.Length, Open = offset => new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset) };

    static long Items(IReader reader, byte[] bytes, string name)
    {
        var count = 0L;
        foreach (var item in reader.Read(Input(bytes, name), CancellationToken.None))
        {
            if (item is ReadItem.Failed failed) throw new InvalidOperationException(failed.Detail);
            count++;
        }
        return count;
    }

    static long Unpack(byte[] bytes)
    {
        using var input = DecodedInput.Open(Input(bytes, "x"), 0, _ => true);
        var total = 0L;
        while (input.Fill())
        {
            total += input.Window.Length;
            input.Advance(input.Window.Length);
        }
        return input.Damage is null ? total : throw new InvalidOperationException(input.Damage);
    }

    static long SharpCompressBzip2(byte[] bytes)
    {
        using var stream = BZip2Stream.Create(new MemoryStream(bytes), CompressionMode.Decompress, true);
        var buffer = new byte[128 << 10];
        var total = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;) total += read;
        return total;
    }

    static long XmlRows(byte[] bytes)
    {
        using var xml = System.Xml.XmlReader.Create(new MemoryStream(bytes));
        while (xml.Read())
            while (xml.MoveToNextAttribute()) _ = xml.Value;
        return bytes.Length;
    }

    static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(bytes).ToArray();
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return target.ToArray();
    }

    static byte[]? SevenZip(byte[] bytes)
    {
        var folder = Directory.CreateTempSubdirectory("posts-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "Posts.xml"), bytes);
            using var process = Process.Start(new ProcessStartInfo("7z", ["a", "-bso0", "-bsp0", "a.7z", "Posts.xml"]) { WorkingDirectory = folder });
            process!.WaitForExit();
            return File.ReadAllBytes(Path.Combine(folder, "a.7z"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("7z is not installed: the archive is not measured");
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => "word" + (int)(8000 * Math.Pow(random.NextDouble(), 4))));

    static byte[] Lines(int count)
    {
        var random = new Random(1);
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
            lines.Append(JsonSerializer.Serialize(new { id = i.ToString(CultureInfo.InvariantCulture), title = "title " + i, body = Words(random, random.Next(5, 120)), link_id = "t3_1", parent_id = "t3_1", author = "someone" + random.Next(5000), score = random.Next(100), created_utc = 1_600_000_000 + i, subreddit = "pottery", over_18 = false, gilded = 0, permalink = "/r/pottery/comments/" + i, author_flair_css_class = (string?)null, distinguished = (string?)null })).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>Every eighth post a submission, the others comments below it, with as many members as a dump has.</summary>
    static byte[] Threads(int count)
    {
        var random = new Random(4);
        var lines = new StringBuilder();
        var submission = "";
        for (var i = 100_000; i < 100_000 + count; i++)
        {
            var id = i.ToString(CultureInfo.InvariantCulture);
            var isSubmission = i % 8 == 0;
            if (isSubmission) submission = id;
            var common = new
            {
                id,
                author = "someone" + random.Next(5000),
                author_created_utc = 1_500_000_000 + random.Next(100_000_000),
                author_flair_css_class = (string?)null,
                author_flair_text = (string?)null,
                author_fullname = "t2_" + random.Next(1_000_000_000),
                created_utc = 1_600_000_000 + i,
                distinguished = (string?)null,
                edited = false,
                gilded = 0,
                gildings = new { gid_1 = 0, gid_2 = 0 },
                all_awardings = Array.Empty<int>(),
                is_submitter = false,
                locked = false,
                no_follow = true,
                permalink = $"/r/pottery/comments/{submission}/{id}/",
                retrieved_on = 1_650_000_000 + i,
                score = random.Next(100),
                send_replies = true,
                stickied = false,
                subreddit = "pottery",
                subreddit_id = "t5_2qqhe",
                subreddit_type = "public",
                total_awards_received = 0,
            };
            var own = isSubmission
                ? JsonSerializer.Serialize(new { title = Words(random, 8), selftext = Words(random, random.Next(5, 90)), over_18 = false, domain = "self.pottery", num_comments = 7 })
                : JsonSerializer.Serialize(new { body = Words(random, random.Next(5, 90)), link_id = "t3_" + submission, parent_id = "t3_" + submission });
            lines.Append(JsonSerializer.Serialize(common)[..^1]).Append(',').Append(own.AsSpan(1)).Append('\n');
        }
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    static byte[] Posts(int count)
    {
        var random = new Random(2);
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n");
        for (var i = 1; i <= count; i++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"<p>{Words(random, random.Next(10, 60))} <code>x = y</code></p>\n\n")) + "<pre><code>for (i = 0; i &lt; n; i++) go(i);\n</code></pre>\n";
            var escaped = System.Security.SecurityElement.Escape(body).Replace("\n", "&#xA;", StringComparison.Ordinal);
            xml.Append(CultureInfo.InvariantCulture, $"  <row Id=\"{i}\" PostTypeId=\"{(i % 3 == 1 ? 1 : 2)}\" {(i % 3 == 1 ? "" : $"ParentId=\"{i - (i + 2) % 3}\" ")}CreationDate=\"2014-01-21T20:26:05.383\" Score=\"{random.Next(40)}\" Body=\"{escaped}\" OwnerUserId=\"7\" {(i % 3 == 1 ? "Title=\"A title\" Tags=\"&lt;hops&gt;\" " : "")}/>\n");
        }
        return Encoding.UTF8.GetBytes(xml.Append("</posts>\n").ToString());
    }

    static byte[] Wikipedia()
    {
        var random = new Random(3);
        var xml = new StringBuilder("<mediawiki xml:lang=\"en\">\n");
        for (var i = 1; xml.Length < 20 << 20; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<page><title>Page {i}</title><ns>0</ns><id>{i}</id><revision><id>{i}</id><timestamp>2024-05-01T10:00:00Z</timestamp><text>");
            for (var paragraph = random.Next(2, 30); paragraph > 0; paragraph--)
                xml.Append(CultureInfo.InvariantCulture, $"'''Page''' {Words(random, 40)} [[link {i}|{Words(random, 2)}]] {Words(random, 30)}&lt;ref&gt;{{{{cite web|title={Words(random, 4)}|url=http://example.org/{i}}}}}&lt;/ref&gt; {Words(random, 20)}.\n\n");
            xml.Append("</text></revision></page>\n");
        }
        using var target = new MemoryStream();
        using (var packer = BZip2Stream.Create(target, CompressionMode.Compress, false, leaveOpen: true)) packer.Write(Encoding.UTF8.GetBytes(xml.Append("</mediawiki>\n").ToString()));
        return target.ToArray();
    }
}
