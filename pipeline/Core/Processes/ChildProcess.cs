using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Core.Processes;

/// <summary>Runs native programs on hostile input: in a process of their own, with limits, that may crash or hang without harm.</summary>
public static partial class ChildProcess
{
    const int AddressSpaceLimit = 9; // RLIMIT_AS
    const int ErrorTail = 4096;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name on the path, or its path.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="LimitException">It took more time or wrote more than it may.</exception>
    /// <exception cref="ConfigException">There is no such program; the message says so.</exception>
    public static async Task<ChildResult> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input = default, ChildLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= new();
        using var process = Start(program, arguments, limits);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.Time);
        try
        {
            var writing = WriteAsync(process, input, deadline.Token);
            var error = ReadTailAsync(process.StandardError, deadline.Token);
            var output = await ReadAsync(process.StandardOutput.BaseStream, program, limits, deadline.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            return new(process.ExitCode, output, await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LimitException($"{program} took more than {limits.Time.TotalSeconds:0.#} s and was ended");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts a program with its standard streams redirected; the caller ends and disposes it.</summary>
    /// <param name="program">Its name on the path, or its path.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="environment">Variables that it gets beside those of this process.</param>
    /// <exception cref="ConfigException">There is no such program.</exception>
    public static Process Start(string program, IReadOnlyList<string> arguments, ChildLimits limits, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ConfigException($"the program '{program}' cannot be started ({error.Message}); install it, or correct the path", error);
        }
        if (limits.AddressSpace > 0 && OperatingSystem.IsLinux())
        {
            var limit = new ResourceLimit((ulong)limits.AddressSpace, (ulong)limits.AddressSpace);
            // A child that has ended already needs no limit.
            _ = prlimit(process.Id, AddressSpaceLimit, in limit, 0);
        }
        return process;
    }

    static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: its exit code tells more than the broken pipe.
        }
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream output, string program, ChildLimits limits, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (memory.Length + read > limits.Output) throw new LimitException($"{program} wrote more than {limits.Output:n0} bytes and was ended");
            memory.Write(buffer, 0, read);
        }
        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }

    static async Task<string> ReadTailAsync(StreamReader error, CancellationToken cancellationToken)
    {
        var tail = new StringBuilder();
        var buffer = new char[1024];
        while (await error.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            tail.Append(buffer, 0, read);
            if (tail.Length > 2 * ErrorTail) tail.Remove(0, tail.Length - ErrorTail);
        }
        return tail.ToString(Math.Max(0, tail.Length - ErrorTail), Math.Min(tail.Length, ErrorTail)).Trim();
    }

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct ResourceLimit(ulong Soft, ulong Hard);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prlimit(int pid, int resource, in ResourceLimit limit, nint previous);
}
