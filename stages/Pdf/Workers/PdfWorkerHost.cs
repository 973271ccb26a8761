using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Workers;

/// <summary>The side of the process that reads files: requests come on standard input, pages go out on standard output as soon as they are read.</summary>
public static class PdfWorkerHost
{
    /// <summary>Deep nesting, though limited, needs more than the usual stack.</summary>
    const int StackBytes = 64 << 20;

    /// <summary>Serves until the input ends: then the process that asked is gone, and this one ends at once, whatever it is at.</summary>
    /// <param name="input">Requests.</param>
    /// <param name="output">Answers.</param>
    public static void Run(Stream input, Stream output)
    {
        using var requests = new System.Collections.Concurrent.BlockingCollection<PdfRequest>(1);
        var reading = new Thread(() => Read(requests, output), StackBytes) { IsBackground = true };
        reading.Start();
        using var reader = new BinaryReader(new BufferedStream(input, 1 << 16));
        try
        {
            while (true) requests.Add(PdfMessages.ReadRequest(reader));
        }
        catch (Exception error) when (error is EndOfStreamException or IOException)
        {
            // The other side has ended.
        }
    }

    static void Read(System.Collections.Concurrent.BlockingCollection<PdfRequest> requests, Stream output)
    {
        using var writer = new BinaryWriter(new BufferedStream(output, 1 << 16));
        foreach (var request in requests.GetConsumingEnumerable())
        {
            PdfPages.Read(request, new Answers(writer));
            writer.Write(PdfMessages.Done);
            writer.Flush();
        }
    }

    sealed class Answers(BinaryWriter writer) : IPdfSink
    {
        public void Opened(PdfFacts facts) => PdfMessages.Write(writer, facts);

        public void Page(PageContent page) => PdfMessages.Write(writer, page);

        public void Failed(string cause, string detail)
        {
            writer.Write(PdfMessages.Failed);
            writer.Write(cause);
            writer.Write(detail);
        }
    }
}
