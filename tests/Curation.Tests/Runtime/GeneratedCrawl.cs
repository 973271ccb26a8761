using System.Globalization;
using System.Text;
using Curation.Stages.Writers;

namespace Curation.Tests.Runtime;

/// <summary>A crawl of generated pages: sentences of a vocabulary drawn by rank, so that they pass the filters; some pages come twice.</summary>
static class GeneratedCrawl
{
    static readonly string[] s_frequent = ["the", "of", "and", "to", "that", "with", "have", "be", "in", "is", "was", "for", "it", "as", "on"];
    static readonly string[] s_syllables = ["ba", "co", "de", "fi", "gu", "ha", "li", "mo", "ne", "po", "ra", "si", "ta", "ve", "wo", "ter", "ment", "tion", "ing", "ly"];

    /// <summary>Writes files of about <paramref name="bytes"/> bytes of WARC records in all, before compression.</summary>
    public static void Write(string folder, long bytes, int files, int seed)
    {
        Directory.CreateDirectory(folder);
        for (var file = 0; file < files; file++)
        {
            var random = new Random(seed + file);
            var name = string.Create(CultureInfo.InvariantCulture, $"generated-{file:d4}.warc.gz");
            using var stream = new BufferedStream(File.Create(Path.Combine(folder, name)), 1 << 20);
            using var writer = new WarcWriter(stream, name);
            byte[] page = [];
            long written = 0;
            for (var i = 0; written < bytes / files; i++)
            {
                if (page.Length == 0 || random.Next(10) > 0) page = Page(random);
                writer.WriteResponse(string.Create(CultureInfo.InvariantCulture, $"https://generated.example/{file}/{i}"), DateTimeOffset.UnixEpoch, 200, [new("Content-Type", "text/html; charset=utf-8")], page);
                written += page.Length;
            }
        }
    }

    static byte[] Page(Random random)
    {
        var page = new StringBuilder("<html lang=en><head><title>A generated page</title></head><body><nav><a href=/>Home</a></nav><main>");
        for (var paragraph = random.Next(4, 40); paragraph > 0; paragraph--)
        {
            page.Append("<p>");
            for (var sentence = random.Next(2, 6); sentence > 0; sentence--)
            {
                for (var word = random.Next(6, 20); word > 0; word--) page.Append(Word(random)).Append(' ');
                page.Append("end. ");
            }
            page.Append("</p>\n");
        }
        return Encoding.UTF8.GetBytes(page.Append("</main></body></html>").ToString());
    }

    static string Word(Random random) => random.Next(5) < 2
        ? s_frequent[random.Next(s_frequent.Length)]
        : string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => s_syllables[random.Next(s_syllables.Length)]));
}
