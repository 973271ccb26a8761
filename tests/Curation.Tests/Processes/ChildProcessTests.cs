using System.Text;
using Curation.Core.Errors;
using Curation.Core.Processes;

namespace Curation.Tests.Processes;

public sealed class ChildProcessTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ProgramThatCopies_GivesItsOutput()
    {
        var bytes = new byte[3 << 20];
        new Random(1).NextBytes(bytes);
        var result = await ChildProcess.RunAsync("cat", [], bytes, cancellationToken: Token);
        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Output.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task RunAsync_ProgramThatFails_GivesExitCodeAndError()
    {
        var result = await ChildProcess.RunAsync("sh", ["-c", "echo cause >&2; exit 7"], cancellationToken: Token);
        Assert.Equal((7, "cause"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task RunAsync_ProgramThatHangs_IsEndedWithItsChildren()
    {
        var marker = $"curate-hang-{Environment.ProcessId}";
        var error = await Assert.ThrowsAsync<LimitException>(() =>
            ChildProcess.RunAsync("sh", ["-c", $"sh -c 'sleep 300; : {marker}'; true"], limits: new() { Time = TimeSpan.FromSeconds(1) }, cancellationToken: Token));
        Assert.Contains("more than 1 s", error.Message, StringComparison.Ordinal);
        var listed = await ChildProcess.RunAsync("ps", ["-eo", "args"], cancellationToken: Token);
        Assert.DoesNotContain(marker, Encoding.UTF8.GetString(listed.Output.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ProgramThatWritesForEver_IsEnded()
    {
        var error = await Assert.ThrowsAsync<LimitException>(() => ChildProcess.RunAsync("yes", [], limits: new() { Output = 1 << 20 }, cancellationToken: Token));
        Assert.Contains("1,048,576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ProgramThatTakesTooMuchMemory_Fails()
    {
        // dd maps one block of the size that it is asked for.
        var result = await ChildProcess.RunAsync("sh", ["-c", "sleep 0.3; dd if=/dev/zero of=/dev/null bs=1G count=1"], limits: new() { AddressSpace = 256 << 20 }, cancellationToken: Token);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task RunAsync_MissingProgram_SaysSo()
    {
        var error = await Assert.ThrowsAsync<ConfigException>(() => ChildProcess.RunAsync("no-such-program-of-ours", [], cancellationToken: Token));
        Assert.Contains("no-such-program-of-ours", error.Message, StringComparison.Ordinal);
    }
}
