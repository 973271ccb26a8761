using System.Collections.Concurrent;

namespace Curation.Stages.Pdf.Workers;

/// <summary>Processes that wait for files: as many as there are threads that ask. They end with this process.</summary>
internal sealed class PdfWorkerPool(long maxMemory)
{
    /// <summary>Files that a process reads before it is replaced: fragments of memory do not add up.</summary>
    const int FilesPerProcess = 500;

    /// <summary>Bytes of a file behind which a process is replaced at once: it would hold its memory while others need it.</summary>
    const int LargeFile = 32 << 20;

    readonly ConcurrentBag<(PdfWorker Worker, int Files)> _idle = [];

    /// <summary>Reads a file in one of them, see <see cref="PdfWorker.Read"/>; the detail tells the end of a process that crashed.</summary>
    public (string Cause, string Detail)? Read(PdfRequest request, IPdfSink sink, TimeSpan silence, CancellationToken cancellationToken)
    {
        var (worker, files) = _idle.TryTake(out var idle) ? idle : (PdfWorker.Start(maxMemory), 0);
        var isWhole = false;
        try
        {
            var cause = worker.Read(request, sink, silence, cancellationToken);
            isWhole = cause is null;
            return cause switch
            {
                null => null,
                "timeout" => (cause, $"took longer than {silence.TotalSeconds:0.#} s (option pageTimeLimit)"),
                _ => worker.LastWords is var words && words.StartsWith("Out of memory", StringComparison.Ordinal) ? ("memory", "took more than the option maxMemory") : (cause, words),
            };
        }
        finally
        {
            if (isWhole && files + 1 < FilesPerProcess && request.Bytes.Length < LargeFile) _idle.Add((worker, files + 1));
            else worker.Dispose();
        }
    }
}
