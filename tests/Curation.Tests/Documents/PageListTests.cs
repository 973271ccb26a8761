using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Tests.Documents;

public sealed class PageListTests
{
    static readonly Document s_document = new() { Id = "a", Source = "pdf", Provenance = new("a.pdf", 0, 1) };

    [Fact]
    public void Of_WhatWasWritten_IsTheSame()
    {
        var signals = ImmutableSortedDictionary<string, double>.Empty.Add("garbled", .25);
        ImmutableArray<PageText> pages =
        [
            new(1, 0, 12, PageRoute.Text) { Reason = "text-layer", Signals = signals },
            new(2, 12, 0, PageRoute.Ocr) { Reason = "image", Engine = "tesseract", Confidence = .93, Seconds = 1.5 },
            new(3, 12, 0, PageRoute.Blank),
        ];
        var read = PageList.Of(PageList.Write(s_document, pages));
        Assert.Equal(3, read.Length);
        Assert.Equal(.25, read[0].Signals!["garbled"]);
        Assert.Equal(pages[1], read[1]);
        Assert.Equal(pages[2], read[2]);
        Assert.Contains("\"route\":\"ocr\"", PageList.Write(s_document, pages).Metadata[PageList.Key], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoPages_IsEmpty() => Assert.Empty(PageList.Of(s_document));
}
