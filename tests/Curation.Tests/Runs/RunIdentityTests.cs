using System.Text.Json;
using Curation.Cli;
using Curation.Core.Runs;
using Curation.Core.Storage;
using Curation.Tests.Readers;

namespace Curation.Tests.Runs;

/// <summary>What a run's identity is made of: contents, not places.</summary>
public sealed class RunIdentityTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-identity-").FullName;

    [Fact]
    public async Task ConfigHash_ListInAnotherFolder_IsTheSame()
    {
        var first = await HashAsync("here", "blocked.example\n");
        Assert.Equal(first, await HashAsync("there", "blocked.example\n"));
        Assert.NotEqual(first, await HashAsync("elsewhere", "other.example\n"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    async Task<string> HashAsync(string folder, string hosts)
    {
        var list = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName, "hosts.txt");
        await File.WriteAllTextAsync(list, hosts, TestContext.Current.CancellationToken);
        var run = await new RunResolver(Catalog.Default, new StorageRouter()).ResolveAsync(
            new RunFile
            {
                Name = "identity",
                Inputs = [new InputConfig { Reader = "books", Paths = [Golden.Sample("books/*.txt")] }],
                Stages = [new StageConfig { Stage = "url-filter", Options = JsonSerializer.SerializeToElement(new { domains = new[] { list } }) }],
                Output = new OutputConfig { Directory = Path.Combine(_folder, folder, "out") },
            },
            TestContext.Current.CancellationToken);
        return run.ConfigHash;
    }
}
