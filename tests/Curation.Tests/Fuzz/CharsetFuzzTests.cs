using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using Curation.Stages.Markup.Charsets;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged and mixed encodings: always valid UTF-8, in time.</summary>
public sealed class CharsetFuzzTests
{
    static readonly string[] s_charsets = ["windows-1252", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "ks_c_5601-1987", "utf-8", "utf-16le", "utf-16be", "windows-874"];
    static readonly string?[] s_declared = [null, null, "utf-8", "shift_jis", "gbk", "nonsense", "utf-16", "iso-8859-1", "iso-2022-jp"];
    static readonly byte[][] s_tokens =
    [
        [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE], [0x1B, 0x24, 0x42], [0x1B, 0x28, 0x42], [0x81], [0xFE], [0x8E], [0x8F, 0xA1], [0x84, 0x31, 0x95, 0x33], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0, 0],
        .. new[] { "<meta charset=", "<meta charset=gbk>", "<?xml encoding='", "<meta http-equiv=content-type content='text/html;charset=big5'>", "<!--", "<title>", "日本語のテキスト", "Größe", "Привет" }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Of_MutatedPages_IsValidUtf8()
    {
        var corpus = s_charsets.Select(c => CharsetLabels.Named(c).GetBytes("<html><head><title>Größe Привет</title></head><body><p>日本語の文章 한국어 文字 текст на русском языке, ganz süß.</p></body></html>")).ToList();
        corpus.AddRange(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Curation.Tests/Fuzz/Corpus/html")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        var mutator = new Mutator(9, corpus, s_tokens);
        for (var i = 0; i < Mutator.Iterations; i++)
        {
            var input = mutator.Next();
            var started = Stopwatch.GetTimestamp();
            try
            {
                var page = Utf8Page.Of(input, s_declared[i % s_declared.Length]);
                Assert.True(Utf8.IsValid(page), "not UTF-8");
                Assert.InRange(page.Length, 0, (input.Length * 4) + 16);
            }
            catch (Exception error)
            {
                Assert.Fail($"input {i}: {error}\n{Convert.ToBase64String(input)}");
            }
            Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 5, $"input {i}\n{Convert.ToBase64String(input)}");
        }
    }
}
