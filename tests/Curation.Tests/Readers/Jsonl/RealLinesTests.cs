using System.IO.Compression;
using System.Text.Json;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Reddit;
using Curation.Tests.Readers.Json;

namespace Curation.Tests.Readers.Jsonl;

/// <summary>All JSON lines of the development data, read and compared with what <see cref="JsonDocument"/> says of each.</summary>
public sealed class RealLinesTests
{
    [Fact]
    public void Read_EveryFile_IsWhatJsonDocumentSays()
    {
        var root = Repository.DataOrSkip("evals");
        var (files, count, failures) = (0, 0, 0);
        var post = new RedditPost();
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(root)!, "*", SearchOption.AllDirectories).Where(IsLines).Order(StringComparer.Ordinal))
        {
            files++;
            var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? Gunzip(path) : File.ReadAllBytes(path);
            var lines = Split(plain);
            // Of the texts in a first line the longest is taken as the text.
            using var first = JsonDocument.Parse(lines[0].Line);
            var text = first.RootElement.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String).MaxBy(m => m.Value.GetString()!.Length).Name ?? "text";
            foreach (var options in new JsonlReaderOptions[] { new() { Text = text, Metadata = ["*"] }, new() { Text = "metadata.text", Title = text } })
            {
                var items = new JsonlReader(options).All(MemoryInput.OfFile(path));
                Assert.Equal(lines.Count, items.Count);
                foreach (var ((line, offset), item) in lines.Zip(items))
                {
                    var expected = JsonOracle.Expected(line, options, "crawl", Path.GetFileName(path), offset);
                    var found = JsonOracle.Found(item);
                    Assert.True(expected.StartsWith("expected ", StringComparison.Ordinal) ? found.StartsWith(expected, StringComparison.Ordinal) : found == expected, $"{path} at {offset}: expected {expected}, found {found}");
                    count++;
                    if (expected.StartsWith("expected ", StringComparison.Ordinal)) failures++;
                }
            }
            foreach (var (line, offset) in lines)
                Assert.True(RedditOracle.Found(post, line).StartsWith(RedditOracle.Expected(line), StringComparison.Ordinal), $"{path} at {offset}: expected {RedditOracle.Expected(line)}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{files} files, {count} lines compared, {failures} of them expected to fail");
        Assert.True(files >= 15 && count > 2 * failures - count, $"{files} files, {count} lines, {failures} failures");
    }

    static bool IsLines(string path) => path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".jsonl.gz", StringComparison.Ordinal) || path.EndsWith(".json.gz", StringComparison.Ordinal);

    static byte[] Gunzip(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        gzip.CopyTo(memory);
        return memory.ToArray();
    }

    static List<(byte[] Line, long Offset)> Split(byte[] bytes)
    {
        var lines = new List<(byte[], long)>();
        for (var at = 0; at < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', at);
            if (end < 0) end = bytes.Length;
            var line = bytes[at..(end > at && bytes[end - 1] == '\r' ? end - 1 : end)];
            if (line.Any(b => b is not ((byte)' ' or (byte)'\t'))) lines.Add((line, at));
            at = end + 1;
        }
        return lines;
    }
}
