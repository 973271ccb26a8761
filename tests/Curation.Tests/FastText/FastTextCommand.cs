using System.Diagnostics;

namespace Curation.Tests.FastText;

/// <summary>Debian's command <c>fasttext</c>, the oracle; tests skip where it is absent.</summary>
static class FastTextCommand
{
    public static string RunOrSkip(params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("fasttext", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs the command fasttext (infra/setup/tests.sh)");
            throw;
        }
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            return output;
        }
    }
}
