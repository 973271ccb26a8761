using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Pdf;

namespace Curation.Tests.Pdf;

/// <summary>Files made to harm: each gives text or a reason, in time, in a process that may end.</summary>
public sealed class PdfHostileTests
{
    static readonly PdfExtractorOptions s_apart = new() { PageTimeLimit = 5 };

    [Fact]
    public void Extract_DamagedCrossReferences_StillGivesText()
    {
        var file = Encoding.Latin1.GetString(new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Text behind a damaged table."])).ToBytes());
        var damaged = file.Replace(" 00000 n", " 99999 x", StringComparison.Ordinal).Replace("startxref\n", "startxref\n9", StringComparison.Ordinal);
        Assert.Equal("Text behind a damaged table.", PdfInput.Kept(Encoding.Latin1.GetBytes(damaged), s_apart).Text);
    }

    [Fact]
    public void Extract_FormThatDrawsItself_Ends()
    {
        var pdf = new RawPdf();
        var form = pdf.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /XObject << /X 4 0 R >> >>", "/X Do"u8.ToArray());
        var document = PdfInput.Extract(pdf.Page("/X Do " + RawPdf.Lines(72, 700, 10, ["After the form."]), $"/XObject << /X {form} 0 R >>").ToBytes(), s_apart);
        Assert.True(document is Verdict.Kept { Document.Text: "After the form." } or Verdict.Dropped);
    }

    [Fact]
    public void Extract_PageTreeWithItself_GivesAReason()
    {
        var file = Encoding.Latin1.GetString(new RawPdf().Page("").ToBytes()).Replace("/Kids [5 0 R]", "/Kids [2 0 R]", StringComparison.Ordinal);
        var verdict = PdfInput.Extract(Encoding.Latin1.GetBytes(file), s_apart);
        Assert.True(verdict is Verdict.Dropped or Verdict.Kept { Document.Text: "" });
    }

    /// <summary>Objects that are part of themselves: 7 is the page, 6 its content.</summary>
    [Theory]
    [InlineData("/Contents 6 0 R", "/Contents 7 0 R")]
    [InlineData("/Contents 6 0 R", "/Contents [7 0 R [7 0 R]]")]
    [InlineData("/Parent 2 0 R", "/Parent 7 0 R")]
    [InlineData("/F1 3 0 R", "/F1 7 0 R")]
    [InlineData("/MediaBox [0 0 612 792]", "/MediaBox 7 0 R")]
    public void Extract_ObjectWithinItself_GivesTextOrAReasonInTime(string given, string looped)
    {
        var pdf = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["The first page."])).Page(RawPdf.Lines(72, 700, 10, ["The second page."]));
        var file = Encoding.Latin1.GetString(pdf.ToBytes());
        var at = file.LastIndexOf(given, StringComparison.Ordinal);
        // The table behind the objects moves with what was put in.
        var table = file.LastIndexOf("xref\n0", StringComparison.Ordinal);
        var moved = file[..at] + looped + file[(at + given.Length)..].Replace($"startxref\n{table}\n", $"startxref\n{table + looped.Length - given.Length}\n", StringComparison.Ordinal);
        var verdict = PdfInput.Extract(Encoding.Latin1.GetBytes(moved), s_apart);
        if (verdict is Verdict.Kept { Document: var document })
        {
            Assert.Equal(2, PageList.Of(document).Length);
            Assert.Contains("The first page.", document.Text, StringComparison.Ordinal);
        }
        else Assert.NotEmpty(Assert.IsType<Verdict.Dropped>(verdict).Detail!);
    }

    [Fact]
    public void Extract_ScriptsAndAttachments_AreNotRead()
    {
        var pdf = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["What the page says."]));
        var attached = pdf.Stream("/Type /EmbeddedFile", "SECRET attachment"u8.ToArray());
        var file = pdf.Add($"<< /Type /Filespec /F (a.txt) /EF << /F {attached} 0 R >> /Desc (SECRET description) >>");
        var root = pdf.Add($"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\('SECRET script'\\);) >> /Names << /EmbeddedFiles << /Names [(a.txt) {file} 0 R] >> >> >>");
        var document = PdfInput.Kept(pdf.ToBytes($"/Root {root} 0 R"), s_apart);
        Assert.Equal("What the page says.", document.Text);
        Assert.DoesNotContain(document.Metadata, m => m.Value.Contains("SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public void Extract_FontWithoutMap_SendsThePageToRecognition()
    {
        var document = PdfInput.Kept(LabelledPages.WithoutMap([.. Enumerable.Repeat("Glyphs that nothing says the meaning of, a line of them.", 20)]), s_apart);
        var page = Assert.Single(PageList.Of(document));
        Assert.Equal((PageRoute.Ocr, "garbled"), (page.Route, page.Reason));
        Assert.Equal("", document.Text);
    }

    [Fact]
    public void Extract_Bomb_IsStoppedAtTheLimitOfItsPage()
    {
        var pdf = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["The first page."]));
        var bomb = RawPdf.Deflate(new byte[300 << 20]);
        var stream = pdf.Stream("/Filter /FlateDecode", bomb);
        var file = Encoding.Latin1.GetString(pdf.Page("").ToBytes()).Replace("/Contents 7 0 R", $"/Contents {stream} 0 R", StringComparison.Ordinal);
        var document = PdfInput.Kept(Encoding.Latin1.GetBytes(file), s_apart);
        Assert.Equal("The first page.", document.Text);
        var page = PageList.Of(document)[1];
        Assert.Equal((PageRoute.Failed, "limit"), (page.Route, page.Reason));
        Assert.Contains("page 2: limit", document.Metadata["pageFailures"], StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NoPages_SaysSo() => Assert.Contains(PdfInput.Dropped(new RawPdf().ToBytes(), s_apart).Reason.Id, new[] { "pdf.no-pages", "failed.pdf-damaged" });

    [Fact]
    public void Extract_PageOfTenMetres_GivesItsText() =>
        Assert.Equal("Far out.", PdfInput.Kept(new RawPdf().Page(RawPdf.Lines(20_000, 20_000, 100, ["Far out."]), box: "0 0 28346 28346").ToBytes(), s_apart).Text);

    [Fact]
    public void Extract_CutDownload_IsListedForFetchingAgain()
    {
        var file = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Some text."])).ToBytes();
        Assert.Equal("pdf.truncated", Assert.IsType<Verdict.Dropped>(PdfInput.Extract(file, truncated: "length")).Reason.Id);
        Assert.Equal("pdf.truncated", PdfInput.Dropped(file[..120], s_apart).Reason.Id);
        Assert.Equal("https://example.org/a.pdf", PdfInput.Dropped(file[..120], s_apart).Document.Url);
    }

    [Fact]
    public void Extract_MorePagesThanAllowed_ListsTheRest()
    {
        var pdf = new RawPdf();
        for (var page = 1; page <= 4; page++) pdf.Page(RawPdf.Lines(72, 700, 10, [$"Page {page}."]));
        var document = PdfInput.Kept(pdf.ToBytes(), s_apart with { MaxPages = 2 });
        Assert.Equal([PageRoute.Text, PageRoute.Text, PageRoute.Failed, PageRoute.Failed], PageList.Of(document).Select(p => p.Route));
        Assert.Contains("option maxPages", document.Metadata["pageFailures"], StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_FileThatOverflowsTheStack_EndsOnlyItsProcess()
    {
        var file = File.ReadAllBytes(Repository.DataOrSkip("pdf/pdfjs120/REDHAT-1531897-0.pdf"));
        Assert.Equal("failed.pdf-crashed", PdfInput.Dropped(file, s_apart).Reason.Id);
    }

    [Fact]
    public void Extract_EncryptedFile_NeedsItsPassword()
    {
        var file = File.ReadAllBytes(Repository.DataOrSkip("pdf/py-pdf/005-libreoffice-writer-password/libreoffice-writer-password.pdf"));
        Assert.Equal("pdf.encrypted", PdfInput.Dropped(file, s_apart).Reason.Id);
        Assert.Equal("pdf.encrypted", PdfInput.Dropped(file, s_apart with { Passwords = ["not this one"] }).Reason.Id);
        Assert.Equal("true", PdfInput.Kept(file, s_apart with { Passwords = ["not this one", "openpassword"] }).Metadata["encrypted"]);
    }

    [Fact]
    public void Extract_ParsedApartOrHere_IsTheSame()
    {
        var pdf = new RawPdf();
        for (var page = 1; page <= 5; page++) pdf.Page(RawPdf.Lines(72, 700, 10, [$"Page {page} with a line of text."]));
        var (apart, here) = (PdfInput.Kept(pdf.ToBytes(), s_apart), PdfInput.Kept(pdf.ToBytes()));
        Assert.Equal(here.Text, apart.Text);
        Assert.Equal(here.Metadata, apart.Metadata);
    }

    [Fact]
    public void Extract_AllFilesOfTheData_GiveTextOrAReason()
    {
        var folder = Repository.DataOrSkip("pdf");
        var extractor = PdfExtractor.Create(s_apart, new() { PayloadTaken = true });
        var files = Directory.EnumerateFiles(folder, "*.pdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            var verdict = extractor.Extract(PdfInput.Of(File.ReadAllBytes(file)), TestContext.Current.CancellationToken);
            var isExplained = verdict switch
            {
                Verdict.Kept { Document: var kept } => PageList.Of(kept).All(p => p.Reason is not null) && (kept.Payload is null || kept.Signals["pdf_ocr_pages"] > 0),
                Verdict.Dropped dropped => dropped.Detail is { Length: > 0 },
                _ => false,
            };
            Assert.True(isExplained, file);
        }
    }
}
