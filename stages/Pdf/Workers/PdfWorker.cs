using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Stages.Pdf.Workers;

/// <summary>A process that reads files, one at a time; ended and replaced when it crashes, hangs or takes too much memory.</summary>
internal sealed class PdfWorker : IDisposable
{
    readonly Process _process;
    readonly BinaryWriter _writer;
    readonly BinaryReader _reader;
    readonly Task<string> _error;

    PdfWorker(Process process)
    {
        _process = process;
        _writer = new(new BufferedStream(process.StandardInput.BaseStream, 1 << 16));
        _reader = new(new BufferedStream(process.StandardOutput.BaseStream, 1 << 16));
        _error = HeadAsync(process.StandardError);
    }

    /// <summary>Starts one.</summary>
    /// <param name="maxMemory">Bytes of memory that it may use.</param>
    /// <exception cref="ConfigException">The program is not where it should be.</exception>
    public static PdfWorker Start(long maxMemory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "curate.exe" : "curate");
        if (!File.Exists(program))
            throw new ConfigException($"extractor 'pdf': expected the program {program}, which reads PDF files in a process of its own; install it there, or set the option isolation to \"this\" for files that are trusted");
        var start = new ProcessStartInfo(program, [CommandName]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = maxMemory.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return new(Process.Start(start)!);
    }

    /// <summary>Name of the command that runs <see cref="PdfWorkerHost"/>.</summary>
    public const string CommandName = "pdf-worker";

    /// <summary>Reads a file; the sink has got all that was read when the process ended early.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="sink">Takes what is read.</param>
    /// <param name="silence">Longest time without an answer; three times as long until the first.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>Null if all was read, else how the process ended: <c>crashed</c>, <c>timeout</c>.</returns>
    public string? Read(PdfRequest request, IPdfSink sink, TimeSpan silence, CancellationToken cancellationToken)
    {
        var isLate = false;
        using var watch = new Timer(_ => { isLate = true; Kill(); });
        using var stop = cancellationToken.Register(Kill);
        var sending = Task.Run(() => PdfMessages.Write(_writer, request), CancellationToken.None);
        try
        {
            for (var wait = silence * 3; ; wait = silence)
            {
                watch.Change(wait, Timeout.InfiniteTimeSpan);
                switch (_reader.ReadByte())
                {
                    case PdfMessages.Opened: sink.Opened(PdfMessages.ReadFacts(_reader)); break;
                    case PdfMessages.Page: sink.Page(PdfMessages.ReadPage(_reader)); break;
                    case PdfMessages.Failed: sink.Failed(_reader.ReadString(), _reader.ReadString()); break;
                    case PdfMessages.Done:
                        sending.GetAwaiter().GetResult();
                        return null;
                    case var other: throw new InvalidDataException($"an answer of kind {other}");
                }
            }
        }
        catch (Exception error) when (error is EndOfStreamException or IOException or InvalidDataException or FormatException)
        {
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return isLate ? "timeout" : "crashed";
        }
    }

    /// <summary>The beginning of what the process said when it ended.</summary>
    public string LastWords => _error.Wait(TimeSpan.FromSeconds(2)) ? _error.Result : "";

    void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }

    /// <summary>A stack overflow writes the cause first and then a long trace.</summary>
    static async Task<string> HeadAsync(StreamReader error)
    {
        var (head, buffer) = (new System.Text.StringBuilder(), new char[1024]);
        while (await error.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            if (head.Length < 300) head.Append(buffer, 0, Math.Min(read, 300 - head.Length));
        return head.ToString().ReplaceLineEndings(" ").Trim();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
