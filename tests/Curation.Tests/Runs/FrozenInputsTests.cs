using System.Text.Json;
using Curation.Cli;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;
using Curation.Tests.Readers;

namespace Curation.Tests.Runs;

/// <summary>Listings frozen at submission: nodes of another version refuse them, and submitting with that version replaces them.</summary>
public sealed class FrozenInputsTests : IDisposable
{
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    readonly string _output = Directory.CreateTempSubdirectory("curate-frozen-").FullName;
    readonly LocalStorage _storage = new();

    [Fact]
    public async Task Store_ListingOfAnotherProgram_IsReplaced()
    {
        var run = await ResolveAsync();
        var path = await FrozenInputs.StoreAsync(run, _storage, _cancellation);
        var own = await File.ReadAllTextAsync(path, _cancellation);
        await File.WriteAllTextAsync(path, own.Replace(JsonSerializer.Serialize(FrozenInputs.ThisProgram), "\"0.0.1\"", StringComparison.Ordinal), _cancellation);
        Assert.Contains("submitted by 0.0.1", (await Assert.ThrowsAsync<ConfigException>(() => FrozenInputs.LoadAsync(path, _storage, _cancellation))).Message, StringComparison.Ordinal);

        Assert.Equal(path, await FrozenInputs.StoreAsync(run, _storage, _cancellation));

        Assert.Equal(own, await File.ReadAllTextAsync(path, _cancellation));
        Assert.Equal(run.Inputs[0].Files, (await FrozenInputs.LoadAsync(path, _storage, _cancellation)).Inputs[0]);
    }

    [Fact]
    public async Task Store_DamagedListing_IsReplaced()
    {
        var run = await ResolveAsync();
        var path = await FrozenInputs.StoreAsync(run, _storage, _cancellation);
        await File.WriteAllTextAsync(path, "{", _cancellation);
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<ConfigException>(() => FrozenInputs.LoadAsync(path, _storage, _cancellation))).Message, StringComparison.Ordinal);

        await FrozenInputs.StoreAsync(run, _storage, _cancellation);

        Assert.Equal(run.RunId, (await FrozenInputs.LoadAsync(path, _storage, _cancellation)).RunId);
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);

    Task<ResolvedRun> ResolveAsync() => new RunResolver(Catalog.Default, new StorageRouter()).ResolveAsync(
        new RunFile
        {
            Name = "frozen",
            Inputs = [new InputConfig { Reader = "books", Paths = [Golden.Sample("books/*.txt")] }],
            Output = new OutputConfig { Directory = _output },
        },
        _cancellation);
}
