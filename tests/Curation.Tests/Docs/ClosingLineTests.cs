using System.Diagnostics;

namespace Curation.Tests.Docs;

/// <summary>What CI prints last: one line for both tiers, whatever the tiers print themselves.</summary>
public sealed class ClosingLineTests
{
    [Theory]
    [InlineData("10 passed, 0 failed, 2 skipped", "5 passed, 0 failed, 0 skipped", 0, "15 passed, 0 failed, 2 skipped")]
    [InlineData("9 passed, 1 failed, 2 skipped", "5 passed, 0 failed, 1 skipped", 1, "14 passed, 1 failed, 3 skipped")]
    [InlineData("9 passed, 0 failed, 2 skipped", "error CS0000: it does not build", 1, "9 passed, 1 failed, 2 skipped")]
    public async Task Run_BothTiers_ClosesWithTheSum(string fast, string cluster, int expectedCode, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        var folder = Directory.CreateTempSubdirectory("curate-ci-").FullName;
        try
        {
            // Stands for make, and ends with what a tier's own line says.
            var make = Path.Combine(folder, "make");
            await File.WriteAllTextAsync(make, $"#!/bin/bash\n[ \"$1\" = test ] && line='{fast}' || line='{cluster}'\necho \"$line\"\n[[ $line == *' 0 failed'* ]]\n", TestContext.Current.CancellationToken);
            using (var chmod = Process.Start("chmod", ["+x", make])) await chmod.WaitForExitAsync(TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Repository.Root, ".ci/run")]) { RedirectStandardOutput = true };
            start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(expectedCode, process.ExitCode);
            var lines = output.TrimEnd('\n').Split('\n');
            Assert.Equal(expected, lines[^1]);
            Assert.Single(lines, l => char.IsAsciiDigit(l[0]) && l.EndsWith("skipped", StringComparison.Ordinal));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
