using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Parsing;
using Curation.Stages.Pdf.Routing;

namespace Curation.Stages.Pdf.Workers;

/// <summary>All that is read of one file, over as many processes as it ends.</summary>
internal sealed class PdfReading : IPdfSink
{
    /// <summary>What the file says of itself; null if it could not be opened.</summary>
    public PdfFacts? Facts { get; private set; }

    /// <summary>Pages so far, in order.</summary>
    public List<PageContent> Pages { get; } = [];

    /// <summary>Why the file could not be opened, and what was found.</summary>
    public (string Cause, string Detail)? Failure { get; private set; }

    /// <summary>Reads a file.</summary>
    public static PdfReading Of(byte[] bytes, PdfExtractorOptions options, PdfWorkerPool pool, CancellationToken cancellationToken)
    {
        var reading = new PdfReading();
        PdfRequest Request() => new(bytes, options.Passwords, options.MaxStreamBytes, reading.Pages.Count + 1, options.MaxPages);
        if (options.Isolation == Isolation.This)
        {
            PdfPages.Read(Request(), reading, cancellationToken);
        }
        else
        {
            for (var crashes = 0; crashes <= options.MaxCrashes; crashes++)
            {
                if (pool.Read(Request(), reading, TimeSpan.FromSeconds(options.PageTimeLimit), cancellationToken) is not { } end) break;
                if (reading.Facts is null)
                {
                    reading.Failure = end;
                    break;
                }
                reading.Page(Lost(reading.Pages.Count + 1, end.Cause, end.Detail));
            }
        }
        if (reading.Facts is { } facts)
            while (reading.Pages.Count < facts.Pages)
                reading.Page(Lost(reading.Pages.Count + 1, "not-read", facts.Pages > options.MaxPages ? $"{facts.Pages:n0} pages, expected at most {options.MaxPages:n0} (option maxPages)" : $"the pages before ended {options.MaxCrashes + 1} processes (option maxCrashes)"));
        return reading;
    }

    /// <inheritdoc/>
    public void Opened(PdfFacts facts) => Facts = facts;

    /// <inheritdoc/>
    public void Page(PageContent page) => Pages.Add(page);

    /// <inheritdoc/>
    public void Failed(string cause, string detail) => Failure = (cause, detail);

    static PageContent Lost(int number, string cause, string detail) => new(number, 0, 0, [], PageMeasure.None) { Failure = cause, Detail = detail };
}
