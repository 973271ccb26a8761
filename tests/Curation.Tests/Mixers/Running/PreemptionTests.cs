using System.Globalization;
using System.Text.RegularExpressions;
using Curation.Core.Errors;
using Curation.Tests.Runtime;

namespace Curation.Tests.Mixers.Running;

/// <summary>Preemption, and a scheduler's notice ahead of its limit, in the middle of training a proxy.</summary>
public sealed partial class PreemptionTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mix").FullName;
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("USR1")]
    public async Task Train_ToldToLeave_GoesOnAtItsCheckpointToTheSameWeights(string signal)
    {
        ShardFixture.Write(Path.Combine(_folder, "in/0.parquet"), Enumerable.Range(0, 200).Select(i => ShardFixture.Document("web", i, 60)).Concat(Enumerable.Range(0, 200).Select(i => ShardFixture.Document("books", i, 60))));
        var preempted = await ConfigAsync("preempted");
        string index;
        using (var process = SampleRun.Start("mix", "train", "--config", preempted))
        {
            var said = new List<string>();
            while (await process.StandardError.ReadLineAsync(_cancellation) is { } line)
            {
                said.Add(line);
                if (Step().IsMatch(line)) break;
            }
            index = Step().Match(said[^1]).Groups[1].Value;
            System.Diagnostics.Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            said.Add(await process.StandardError.ReadToEndAsync(_cancellation));
            await process.WaitForExitAsync(_cancellation);
            Assert.True(process.ExitCode == ExitCode.Resumable, string.Join('\n', said));
            Assert.Contains("the same command continues", said[^1], StringComparison.Ordinal);
        }
        var part = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "preempted", "proxies")));
        Assert.EndsWith(".part", part, StringComparison.Ordinal);
        string[] one = ["mix", "train", "--proxies", $"{index}-{index}", "--config"];
        var (code, error) = await SampleRun.RunAsync([.. one, preempted]);
        Assert.True(code == ExitCode.Done, error);
        var resumed = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "preempted", "proxies")));
        (code, error) = await SampleRun.RunAsync([.. one, await ConfigAsync("whole")]);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "whole", "proxies"))), _cancellation), await File.ReadAllBytesAsync(resumed, _cancellation));
    }

    async Task<string> ConfigAsync(string name)
    {
        var path = Path.Combine(_folder, $"{name}.json");
        await File.WriteAllTextAsync(path, $$"""
            { "shards": ["{{_folder}}/in/*.parquet"], "directory": "{{_folder}}/{{name}}", "tokenizer": "bytes", "design": { "proxies": 6, "repeats": 2, "secondRound": 0 },
              "proxy": { "size": "demo", "tokens": 300000, "heldOutTokens": 400, "device": "cpu", "workers": 1 } }
            """, _cancellation);
        return path;
    }

    [GeneratedRegex("^proxy ([0-9]+): step ")]
    private static partial Regex Step();
}
