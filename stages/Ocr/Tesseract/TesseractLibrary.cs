using System.Runtime.InteropServices;

namespace Curation.Ocr.Tesseract;

/// <summary>What is used of Tesseract's C API (<c>capi.h</c> of version 5): only ever called in a child process.</summary>
static partial class TesseractLibrary
{
    const string Library = "libtesseract.so.5";

    /// <summary>Levels of a page: <c>TessPageIteratorLevel</c>.</summary>
    public const int Paragraph = 1, TextLine = 2, Word = 3;

    /// <summary>Columns, blocks and lines are found (<c>PSM_AUTO</c>).</summary>
    public const int AutomaticLayout = 3;

    [LibraryImport(Library)]
    public static partial nint TessBaseAPICreate();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TessBaseAPIInit3(nint api, string? folder, string languages);

    [LibraryImport(Library)]
    public static partial void TessBaseAPISetPageSegMode(nint api, int mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TessBaseAPISetVariable(nint api, string name, string value);

    [LibraryImport(Library)]
    public static unsafe partial void TessBaseAPISetImage(nint api, byte* pixels, int width, int height, int bytesPerPixel, int bytesPerLine);

    [LibraryImport(Library)]
    public static partial void TessBaseAPISetSourceResolution(nint api, int dpi);

    [LibraryImport(Library)]
    public static partial int TessBaseAPIRecognize(nint api, nint monitor);

    [LibraryImport(Library)]
    public static partial int TessBaseAPIDetectOrientationScript(nint api, out int degrees, out float confidence, out nint script, out float scriptConfidence);

    [LibraryImport(Library)]
    public static partial nint TessBaseAPIGetIterator(nint api);

    [LibraryImport(Library)]
    public static partial void TessBaseAPIClear(nint api);

    [LibraryImport(Library)]
    public static partial void TessBaseAPIDelete(nint api);

    [LibraryImport(Library)]
    public static partial nint TessResultIteratorGetPageIterator(nint iterator);

    [LibraryImport(Library)]
    public static partial nint TessResultIteratorGetUTF8Text(nint iterator, int level);

    [LibraryImport(Library)]
    public static partial float TessResultIteratorConfidence(nint iterator, int level);

    [LibraryImport(Library)]
    public static partial int TessResultIteratorNext(nint iterator, int level);

    [LibraryImport(Library)]
    public static partial void TessResultIteratorDelete(nint iterator);

    [LibraryImport(Library)]
    public static partial int TessPageIteratorIsAtBeginningOf(nint iterator, int level);

    [LibraryImport(Library)]
    public static partial int TessPageIteratorBoundingBox(nint iterator, int level, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library)]
    public static partial void TessDeleteText(nint text);
}
