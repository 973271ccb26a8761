using System.Runtime.InteropServices;

namespace Curation.Tests.Ocr;

/// <summary>System packages that recognition needs.</summary>
static class OcrPrograms
{
    /// <summary>Skips the test, visibly, where Tesseract or poppler is absent.</summary>
    public static void TesseractOrSkip()
    {
        PopplerOrSkip();
        Assert.SkipUnless(NativeLibrary.TryLoad("libtesseract.so.5", out _), "needs libtesseract5 and tesseract-ocr-eng: make setup");
    }

    /// <summary>Skips the test, visibly, where poppler is absent.</summary>
    public static void PopplerOrSkip() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(f => File.Exists(Path.Combine(f, "pdftoppm"))), "needs poppler-utils: make setup");
}
