using System.Globalization;
using System.Text;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Reddit;
using Curation.Tests.Readers;
using Curation.Tests.Readers.Json;

namespace Curation.Tests.Fuzz;

/// <summary>Random and changed JSON: the readers take it, and say of it, what <see cref="System.Text.Json.JsonDocument"/> does.</summary>
public sealed class JsonFuzzTests
{
    const int Lines = 100;

    static readonly string[] s_names = ["id", "text", "title", "url", "date", "language", "license", "a", "b", "text.b", "", "t\\u0065xt", "\\ud83d\\ude00", "\\ud800", "body", "b\\u006fdy", "link_id", "parent_id", "selftext", "author", "subreddit", "permalink", "score", "created_utc", "over_18", "removed_by_category"];
    static readonly string[] s_numbers = ["0", "-0", "1", "-1", "1e999", "-1e999", "1E-400", "12345678901234567890123", "-9223372036854775809", "1714557600", "-1e11", "-62135596800", "199999999999.5", "2e11", "0.1", "1.0e+10"];
    static readonly string[] s_pieces = ["a", "word ", "é", "\U0001F600", "\u2028", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u001f", "t3_", "t1_", "zz", "2024-05-01", "\u007f"];

    static readonly byte[][] s_tokens =
    [
        .. new[] { "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud83d", "\\udE00", "0", "-", ".", "e+", "1e9999", "true", "false", "null", " ", "\t", "\r", "//", "\uFEFF", new string('[', 64), new string(']', 64), new string(' ', 33), "\"text\":\"x\"", ",\"id\":1" }.Select(MemoryInput.Utf8),
        [0], [0x1F], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Read_RandomLines_AreWhatJsonDocumentSays(int seed, bool isNested)
    {
        var options = isNested ? new JsonlReaderOptions { Text = "text.b", Id = "a.id", Metadata = ["*"] } : new() { Metadata = ["*"] };
        var random = new Random(seed);
        var mutator = new Mutator(seed, [.. Enumerable.Range(0, 200).Select(_ => MemoryInput.Utf8(Object(random, 0)))], s_tokens);
        for (var file = 0; file * Lines < 4 * Mutator.Iterations; file++)
        {
            // The first line tells that the file is plain text.
            var lines = new List<byte[]> { "{\"text\":\"first\",\"a\":{\"id\":1},\"text.b\":\"first\"}"u8.ToArray() };
            while (lines.Count < Lines)
            {
                var line = random.Next(3) == 0 ? MemoryInput.Utf8(Object(random, 0)) : mutator.Next();
                for (var i = 0; i < line.Length; i++)
                    if (line[i] is (byte)'\n') line[i] = (byte)' ';
                lines.Add(line);
            }
            Compare(lines, options, packed: file % 2 == 1);
        }
    }

    /// <summary>Every place of an escape, of a quote and of what is no text against the blocks that are looked at together.</summary>
    [Fact]
    public void Read_EscapesAtEveryPlace_AreText()
    {
        foreach (var piece in s_pieces.Append("\"").Append("\t").Append("\\"))
            Compare([.. Enumerable.Range(0, 140).Select(pad => MemoryInput.Utf8($"{{\"text\":\"{new string('x', pad % 70)}{piece}{(pad < 70 ? "" : piece + "tail")}\"}}"))], new(), packed: false);
        // Longer than the buffers that files are read by.
        Compare([.. new[] { 65_530, 131_060, 1_048_560 }.SelectMany(l => Enumerable.Range(0, 16).Select(pad => MemoryInput.Utf8($"{{\"text\":\"{new string('x', l + pad)}\\ud83d\\ude00\\n\",\"id\":\"\\u00e9\"}}")))], new(), packed: true);
    }

    [Theory]
    [InlineData(3)]
    public void Read_RandomPosts_AreWhatJsonDocumentSays(int seed)
    {
        var random = new Random(seed);
        var mutator = new Mutator(seed, [.. Enumerable.Range(0, 200).Select(_ => MemoryInput.Utf8(Object(random, 0)))], s_tokens);
        var post = new RedditPost();
        for (var i = 0; i < 4 * Mutator.Iterations; i++)
        {
            var line = random.Next(3) == 0 ? MemoryInput.Utf8(Object(random, 0)) : mutator.Next();
            // The reader refuses other lines before.
            if (!JsonOracle.IsUtf8(line)) continue;
            Assert.True(RedditOracle.Expected(line) is var expected && RedditOracle.Found(post, line) is var found && found.StartsWith(expected, StringComparison.Ordinal), $"expected {expected}\nfound {RedditOracle.Found(post, line)}\n{Encoding.UTF8.GetString(line)}");
        }
    }

    static void Compare(List<byte[]> lines, JsonlReaderOptions options, bool packed)
    {
        var bytes = lines.SelectMany(l => l.Append((byte)'\n')).ToArray();
        var items = new JsonlReader(options).All(MemoryInput.Of(packed ? MemoryInput.Zstd(bytes) : bytes, "a/file"));
        var (at, offset) = (0, 0L);
        foreach (var line in lines)
        {
            var content = line is [.. var head, (byte)'\r'] ? head : line;
            if (content.Any(b => b is not ((byte)' ' or (byte)'\t')))
            {
                var expected = JsonOracle.Expected(content, options, "crawl", "a/file", offset);
                var found = JsonOracle.Found(items[at++]);
                Assert.True(expected.StartsWith("expected ", StringComparison.Ordinal) ? found.StartsWith(expected, StringComparison.Ordinal) : found == expected, $"expected {expected}\nfound {found}\n{Encoding.UTF8.GetString(line)}");
            }
            offset += line.Length + 1;
        }
        Assert.Equal(items.Count, at);
    }

    static string Object(Random random, int depth)
    {
        var members = Enumerable.Range(0, random.Next(6)).Select(_ => $"{Blank(random)}\"{s_names[random.Next(s_names.Length)]}\"{Blank(random)}:{Blank(random)}{Value(random, depth + 1)}").ToList();
        // Most objects have what a reader asks for.
        if (random.Next(4) > 0) members.Insert(random.Next(members.Count + 1), $"\"text\":{(random.Next(4) == 0 ? $"{{\"b\":{Text(random)}}}" : Text(random))}");
        if (random.Next(2) == 0) members.Add($"\"id\":\"{random.Next(1000).ToString(CultureInfo.InvariantCulture)}\"");
        return $"{{{string.Join(',', members)}{Blank(random)}}}";
    }

    static string Value(Random random, int depth) => random.Next(depth > 5 ? 5 : 8) switch
    {
        0 => s_numbers[random.Next(s_numbers.Length)],
        1 => random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" },
        < 5 => Text(random),
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)))}]",
        6 => Object(random, depth),
        // About the deepest level that is taken.
        _ when random.Next(6) == 0 && 66 - depth - random.Next(6) is var levels => new string('[', levels) + new string(']', levels),
        _ => "[]",
    };

    static string Text(Random random) => $"\"{string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => s_pieces[random.Next(random.Next(2) == 0 ? 8 : s_pieces.Length)]))}\"";

    static string Blank(Random random) => random.Next(8) == 0 ? " \t\r "[..random.Next(5)] : "";
}
