using System.Diagnostics;
using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Pdf;
using Curation.Tests.Pdf;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged files through the extractor and its process: always text or a reason, and no stall.</summary>
public sealed class PdfFuzzTests(ITestOutputHelper output)
{
    static readonly byte[][] s_tokens =
    [
        .. new[] { "obj", "endobj", "stream\n", "endstream", "<<", ">>", "[", "]", "/Kids", "/Parent 2 0 R", "2 0 R", "/Count 99999999", "/Length 2147483647", "/Length -1", "BT", "ET", "Tj", "Do", "q", "Q",
            "/W [1 999999999 1]", "/Filter /FlateDecode", "/Filter [/ASCIIHexDecode /FlateDecode /LZWDecode]", "/Type /ObjStm", "/Type /XRef", "xref", "trailer", "startxref\n0", "(", ")", "%%EOF", "1e308", "-0", "0 0 0 0 0 0 cm",
            "/MediaBox [0 0 1e9 1e9]", "/Rotate 45", "/Encrypt 4 0 R", "/Prev 9", "BI /W 9999 /H 9999 ID", "EI" }.Select(Encoding.Latin1.GetBytes),
        [0x00], [0xFF, 0xFE], [0x78, 0x9C],
    ];

    [Fact]
    public void Extract_MutatedFiles_GivesTextOrAReason()
    {
        var mutator = new Mutator(31, Corpus(), s_tokens);
        var extractor = PdfExtractor.Create(new() { PageTimeLimit = 2, MaxCrashes = 1 }, new() { PayloadTaken = true });
        var (iterations, kept, crashed, slowest) = (Mutator.Iterations / 10, 0, 0, 0.0);
        for (var i = 0; i < iterations; i++)
        {
            var input = mutator.Next();
            var started = Stopwatch.GetTimestamp();
            switch (extractor.Extract(PdfInput.Of(input), TestContext.Current.CancellationToken))
            {
                case Verdict.Kept { Document: var document }:
                    kept++;
                    Assert.All(PageList.Of(document), p => Assert.InRange(p.Start + p.Length, 0, document.Text.Length));
                    break;
                case Verdict.Dropped dropped:
                    Assert.NotNull(dropped.Detail);
                    if (dropped.Reason.Id == "failed.pdf-crashed") crashed++;
                    break;
            }
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        output.WriteLine($"{iterations} files, {kept} kept, {crashed} ended their process, the slowest {slowest:F2} s");
        Assert.True(slowest < 30, $"slowest {slowest} s");
    }

    static List<byte[]> Corpus()
    {
        var corpus = new List<byte[]> { new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["A line of text.", "And another one."])).Page("0 0 m 10 10 l S").ToBytes() };
        var packed = new RawPdf();
        packed.Stream("/Filter /FlateDecode /Type /XObject /Subtype /Form /BBox [0 0 9 9]", RawPdf.Deflate(Encoding.Latin1.GetBytes(RawPdf.Lines(10, 10, 10, ["In a form."]))));
        corpus.Add(packed.Page("/X Do", "/XObject << /X 4 0 R >>").ToBytes());
        var real = Path.Combine(Repository.Data, "pdf");
        if (Directory.Exists(real))
            corpus.AddRange(new DirectoryInfo(real).EnumerateFiles("*.pdf", SearchOption.AllDirectories).OrderBy(f => f.Length).ThenBy(f => f.Name, StringComparer.Ordinal).Take(40).Select(f => File.ReadAllBytes(f.FullName)));
        return corpus;
    }
}
