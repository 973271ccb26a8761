using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Parsing;
using Curation.Stages.Pdf.Routing;

namespace Curation.Stages.Pdf.Workers;

/// <summary>Reads a file in this process, page by page; a page that cannot be read does not end the file.</summary>
internal static class PdfPages
{
    /// <summary>Reads what is asked for.</summary>
    public static void Read(PdfRequest request, IPdfSink sink, CancellationToken cancellationToken = default)
    {
        PdfSource source;
        try
        {
            source = PdfSource.Open(request.Bytes, request.Passwords, request.MaxStreamBytes);
        }
        // PdfPig throws what it likes on hostile files; each means that this file cannot be opened.
        catch (Exception error)
        {
            sink.Failed(PdfErrors.Cause(error), PdfErrors.Detail(error));
            return;
        }
        using (source)
        {
            sink.Opened(source.Facts);
            for (var number = request.FirstPage; number <= Math.Min(source.Facts.Pages, request.MaxPages); number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sink.Page(Page(source, number));
            }
        }
    }

    static PageContent Page(PdfSource source, int number)
    {
        try
        {
            return source.Page(number);
        }
        catch (Exception error)
        {
            return new(number, 0, 0, [], PageMeasure.None) { Failure = PdfErrors.Cause(error), Detail = PdfErrors.Detail(error) };
        }
    }
}
