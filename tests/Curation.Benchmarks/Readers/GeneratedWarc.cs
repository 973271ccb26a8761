using System.Globalization;
using System.Text;
using Curation.Stages.Writers;

namespace Curation.Benchmarks.Readers;

/// <summary>A gzip WARC of generated pages, the same every time: words with the frequencies of language, in markup.</summary>
static class GeneratedWarc
{
    public static byte[] Of(int storedBytes)
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, 20_000).Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 11)).Select(_ => (char)('a' + random.Next(26)))])).ToArray();
        using var target = new MemoryStream(storedBytes + (1 << 20));
        using var writer = new WarcWriter(target, "generated.warc.gz");
        var date = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
        KeyValuePair<string, string>[] headers = [new("Content-Type", "text/html; charset=utf-8"), new("Server", "nginx"), new("Cache-Control", "max-age=600"), new("Vary", "Accept-Encoding")];
        for (var page = 0; target.Length < storedBytes; page++)
        {
            var url = $"https://host{page % 997}.example.org/{words[page % words.Length]}/{page.ToString(CultureInfo.InvariantCulture)}";
            writer.WriteResponse(url, date, 200, headers, Encoding.UTF8.GetBytes(Page(random, words)));
        }
        return target.ToArray();
    }

    static string Page(Random random, string[] words)
    {
        var text = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><title>page</title></head><body>");
        for (var i = random.Next(5, 120); i > 0; i--)
        {
            text.Append("<div class=\"item\"><a href=\"/").Append(words[random.Next(words.Length)]).Append("\">link</a><p>");
            for (var n = random.Next(10, 90); n > 0; n--) text.Append(words[(int)(words.Length * Math.Pow(random.NextDouble(), 4))]).Append(' ');
            text.Append("</p></div>\n");
        }
        return text.Append("</body></html>").ToString();
    }
}
