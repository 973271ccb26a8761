using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace Curation.Benchmarks.Readers;

/// <summary>Generated files in the sources' formats, and their containers.</summary>
static class SourceSamples
{
    public static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(bytes).ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return target.ToArray();
    }

    public static byte[]? SevenZip(byte[] bytes)
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

    public static byte[] Lines(int count)
    {
        var random = new Random(1);
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
            lines.Append(JsonSerializer.Serialize(new { id = i.ToString(CultureInfo.InvariantCulture), title = "title " + i, body = Words(random, random.Next(5, 120)), link_id = "t3_1", parent_id = "t3_1", author = "someone" + random.Next(5000), score = random.Next(100), created_utc = 1_600_000_000 + i, subreddit = "pottery", over_18 = false, gilded = 0, permalink = "/r/pottery/comments/" + i, author_flair_css_class = (string?)null, distinguished = (string?)null })).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>Every eighth post a submission, the others comments below it, with as many members as a dump has.</summary>
    public static byte[] Threads(int count)
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

    public static byte[] Posts(int count)
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

    public static byte[] Wikipedia()
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
