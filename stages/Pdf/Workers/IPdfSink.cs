using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Workers;

/// <summary>Takes what is read of a file, in order: facts, then pages; or an error in place of both.</summary>
internal interface IPdfSink
{
    /// <summary>The file is open.</summary>
    void Opened(PdfFacts facts);

    /// <summary>A page, read or not.</summary>
    void Page(PageContent page);

    /// <summary>The file cannot be opened.</summary>
    void Failed(string cause, string detail);
}
