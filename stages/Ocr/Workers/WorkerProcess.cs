using System.Diagnostics;
using Curation.Core.Errors;
using Curation.Core.Processes;

namespace Curation.Ocr.Workers;

/// <summary>
/// This program in a child process (<c>curate ocr-worker</c>) that decodes images and recognises pages with native libraries, a request at a
/// time. It may crash or hang: the request fails, the process is ended, the next request gets another.
/// </summary>
sealed class WorkerProcess : IDisposable
{
    /// <summary>
    /// Several processes use the cores better than threads within a page. The C library keeps the memory that a page frees for the next one, in one
    /// arena: to give it back and take it again costs a twentieth of a page's time.
    /// </summary>
    static readonly (string Name, string Value)[] s_environment =
    [
        ("OMP_THREAD_LIMIT", "1"), ("MALLOC_ARENA_MAX", "1"), ("MALLOC_MMAP_THRESHOLD_", $"{32 << 20}"), ("MALLOC_TRIM_THRESHOLD_", $"{128 << 20}"), ("MALLOC_TOP_PAD_", $"{16 << 20}"),
    ];

    readonly Process _process;
    string _lastError = "";

    /// <summary>Starts one.</summary>
    /// <param name="arguments">Arguments behind <c>ocr-worker</c>.</param>
    public WorkerProcess(IReadOnlyList<string> arguments)
    {
        // A .NET child maps far more than it uses.
        _process = ChildProcess.Start(Path.Combine(AppContext.BaseDirectory, "curate"), ["ocr-worker", .. arguments], new() { AddressSpace = 0 }, s_environment);
        _process.ErrorDataReceived += (_, line) => { if (!string.IsNullOrWhiteSpace(line.Data)) _lastError = line.Data; };
        _process.BeginErrorReadLine();
    }

    /// <summary>Requests answered so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="OcrException">The process ended (<c>engine-crash</c>), took too long (<c>engine-time</c>), or refuses the request (<c>image</c>). After the first two it is of no more use.</exception>
    /// <exception cref="ConfigException">The process cannot work here at all: a library or a language is missing.</exception>
    public async Task<byte[]> AskAsync(byte kind, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            await WorkerFrame.WriteAsync(_process.StandardInput.BaseStream, kind, head, body, deadline.Token).ConfigureAwait(false);
            var answer = await WorkerFrame.ReadAsync(_process.StandardOutput.BaseStream, deadline.Token).ConfigureAwait(false) ?? throw new EndOfStreamException();
            Requests++;
            return answer.Kind switch
            {
                WorkerFrame.Done => answer.Body,
                WorkerFrame.Unusable => throw new ConfigException(System.Text.Encoding.UTF8.GetString(answer.Body)),
                _ => throw new OcrException("image", System.Text.Encoding.UTF8.GetString(answer.Body)),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OcrException("engine-time", $"the OCR process took more than {limit.TotalSeconds:0.#} s for a page and was ended");
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            // Its exit code and last words tell more than the broken pipe.
            if (!_process.WaitForExit(2000)) throw new OcrException("engine-crash", $"the OCR process answers nonsense: {error.Message}", error);
            throw new OcrException("engine-crash", $"the OCR process ended with exit code {_process.ExitCode}{(_lastError.Length == 0 ? "" : $": {_lastError}")}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try { if (!_process.HasExited) _process.Kill(); }
        catch (InvalidOperationException) { /* It ended in between. */ }
        _process.Dispose();
    }
}
