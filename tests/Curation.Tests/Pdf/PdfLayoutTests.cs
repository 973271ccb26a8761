using Curation.Core.Documents;
using Curation.Stages.Pdf;

namespace Curation.Tests.Pdf;

/// <summary>Reading order, paragraphs, words, tables and running lines on pages whose text is known.</summary>
public sealed class PdfLayoutTests
{
    static readonly string[] s_left = ["The first column begins here and", "has lines that fill it well, one", "after the other, so that its text", "is read before the second begins", "as a reader of print would do it."];
    static readonly string[] s_right = ["The second column comes after it", "and is just as long, and neither of", "them may be mixed with the other", "line by line, whatever the order in", "which the program has drawn them."];

    [Fact]
    public void Text_TwoColumns_ReadsOneAfterTheOther()
    {
        var page = RawPdf.Lines(72, 740, 10, ["A title over both of the columns that is as wide as the page of this document itself, nearly"])
            + RawPdf.Lines(72, 700, 10, s_left) + RawPdf.Lines(320, 700, 10, s_right);
        var text = OneLine(PdfInput.Kept(new RawPdf().Page(page).ToBytes()).Text);
        Assert.EndsWith(string.Join(' ', s_left.Concat(s_right)), text, StringComparison.Ordinal);
        Assert.StartsWith("A title over both", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ColumnsDrawnRowByRow_ReadsOneAfterTheOther()
    {
        var (left, right) = (s_left.Concat(s_left).ToArray(), s_right.Concat(s_right).ToArray());
        var page = string.Concat(left.Zip(right).Select((row, i) => RawPdf.Lines(72, 700 - (12 * i), 10, [row.First]) + RawPdf.Lines(320, 700 - (12 * i), 10, [row.Second])));
        var text = OneLine(PdfInput.Kept(new RawPdf().Page(page).ToBytes()).Text);
        Assert.Equal(string.Join(' ', left.Concat(right)), text);
    }

    [Fact]
    public void Text_HyphenAtLineEnd_JoinsWordsUnlessTheDocumentKeepsIt()
    {
        var lines = RawPdf.Lines(72, 700, 10, ["A well-known word stays as it is where the document itself has it as a well-", "known word elsewhere, but what is hyphe-", "nated is joined."]);
        var text = OneLine(PdfInput.Kept(new RawPdf().Page(lines).ToBytes()).Text);
        Assert.Contains("as a well-known word", text, StringComparison.Ordinal);
        Assert.Contains("is hyphenated is joined", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_RunningLines_AreLeftOut()
    {
        var pdf = new RawPdf();
        for (var page = 1; page <= 6; page++)
            pdf.Page(RawPdf.Lines(72, 760, 9, [$"A manual of things        {page}"]) + RawPdf.Lines(72, 700, 10, Enumerable.Range(0, 20).Select(i => $"Line {i} of the text on page number {page} which differs from all the others.")) + RawPdf.Lines(300, 40, 9, [$"{page}"]));
        var document = PdfInput.Kept(pdf.ToBytes());
        Assert.DoesNotContain("A manual of things", document.Text, StringComparison.Ordinal);
        Assert.Equal(120, document.Text.Split("which differs").Length - 1);
        Assert.DoesNotMatch(@"others\.\s*\d\s", document.Text);
        Assert.Contains("A manual of things", PdfInput.Kept(pdf.ToBytes(), PdfInput.Here with { KeepRunningLines = true }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_Table_BecomesMarkdown()
    {
        string[][] rows = [["Country", "People", "Area"], ["Austria", "8.9", "83,879"], ["Belgium", "11.5", "30,689"], ["Denmark", "5.8", "42,951"]];
        var page = string.Concat(rows.Select((row, y) => string.Concat(row.Select((cell, x) => RawPdf.Lines(72 + (120 * x), 600 - (14 * y), 10, [cell])))));
        Assert.Equal("| Country | People | Area |\n| --- | --- | --- |\n| Austria | 8.9 | 83,879 |\n| Belgium | 11.5 | 30,689 |\n| Denmark | 5.8 | 42,951 |", PdfInput.Kept(new RawPdf().Page(page).ToBytes()).Text);
    }

    [Fact]
    public void Pages_OfDocument_LieInTheText()
    {
        var pdf = new RawPdf();
        for (var page = 1; page <= 3; page++) pdf.Page(page == 2 ? "" : RawPdf.Lines(72, 700, 10, [$"Text of page {page}, which is short."]));
        var document = PdfInput.Kept(pdf.ToBytes());
        var pages = PageList.Of(document);
        Assert.Equal([PageRoute.Text, PageRoute.Blank, PageRoute.Text], pages.Select(p => p.Route));
        Assert.Equal("Text of page 3, which is short.", document.Text.Substring(pages[2].Start, pages[2].Length));
        Assert.Equal(0, pages[1].Length);
        Assert.Equal(3, document.Signals["pdf_pages"]);
        Assert.Equal(1, document.Signals["pdf_blank_pages"]);
        Assert.Null(document.Payload);
    }

    [Fact]
    public void Extract_PagesForRecognition_KeepTheirBytesOnlyForAStageThatTakesThem()
    {
        var scanned = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Some text."])).ToBytes();
        var options = PdfInput.Here with { Ocr = OcrUse.Always };
        Assert.NotNull(PdfInput.Kept(scanned, options).Payload);
        var dropped = Assert.IsType<Verdict.Dropped>(PdfExtractor.Create(options, new()).Extract(PdfInput.Of(scanned), TestContext.Current.CancellationToken));
        Assert.Equal(("pdf.no-ocr", null), (dropped.Reason.Id, dropped.Document.Payload));
    }

    [Fact]
    public void Facts_OfInformation_AreMetadata()
    {
        var pdf = new RawPdf().Page(RawPdf.Lines(72, 700, 10, ["Some text."]));
        var info = pdf.Add("<< /Title (On Things) /Author (A. Writer) /Producer (maker 1) /CreationDate (D:20240102030405+01'00') >>");
        var document = PdfInput.Kept(pdf.ToBytes($"/Root 1 0 R /Info {info} 0 R"));
        Assert.Equal("On Things", document.Title);
        Assert.Equal("A. Writer", document.Metadata["author"]);
        Assert.Equal("2024-01-02T03:04:05+01:00", document.Metadata["created"]);
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 2, 4, 5, TimeSpan.Zero), document.Date);
    }

    static string OneLine(string text) => text.Replace("\n\n", " ", StringComparison.Ordinal).Replace('\n', ' ');
}
