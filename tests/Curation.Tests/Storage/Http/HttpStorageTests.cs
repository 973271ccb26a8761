using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Tests.Storage.Faults;

namespace Curation.Tests.Storage.Http;

public sealed class HttpStorageTests
{
    static readonly byte[] s_file = Bytes(3_000_000, seed: 1);
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1_234_567)]
    [InlineData(false, 0)]
    [InlineData(false, 1_234_567)]
    public async Task OpenRead_FromOffset_GivesTheRest(bool ranges, int offset)
    {
        await using var server = new FileServer { Files = { ["/a/b.bin"] = s_file }, Ranges = ranges };
        var storage = new StorageRouter();
        await using var stream = await storage.OpenReadAsync($"{server.Url}/a/b.bin", offset, cancellationToken: _cancellation);
        Assert.Equal(s_file[offset..], await ReadAllAsync(stream));
        Assert.InRange(storage.Counters.Usage.BytesRead, s_file.Length - offset, s_file.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenRead_EmptyObject_IsEmpty(bool ranges)
    {
        await using var server = new FileServer { Files = { ["/empty"] = [] }, Ranges = ranges };
        await using var stream = await new StorageRouter().OpenReadAsync($"{server.Url}/empty", cancellationToken: _cancellation);
        Assert.Empty(await ReadAllAsync(stream));
    }

    [Fact]
    public async Task OpenRead_ThroughFaults_GivesTheSameBytes()
    {
        await using var server = new FileServer { Files = { ["/big"] = Bytes(4_000_000, seed: 2) } };
        await using var proxy = new FaultProxy(server.Url, seed: 5, rate: 0.3);
        var storage = new StorageRouter(new() { ChunkBytes = 256 << 10, Retries = 12 });
        for (var offset = 0; offset < 4_000_000; offset += 1_999_000)
        {
            await using var stream = await storage.OpenReadAsync($"{proxy.Url}/big", offset, cancellationToken: _cancellation);
            Assert.Equal(server.Files["/big"][offset..], await ReadAllAsync(stream));
        }
        Assert.True(proxy.Done.Count >= 6, $"few faults: {string.Join(' ', proxy.Done)}");
        Assert.True(storage.Counters.Usage.Retries >= 4);
    }

    [Fact]
    public async Task OpenRead_ChangedObject_SaysSo()
    {
        await using var server = new FileServer { Files = { ["/x"] = s_file } };
        await using var stream = await new StorageRouter().OpenReadAsync($"{server.Url}/x", cancellationToken: _cancellation);
        var head = new byte[1000];
        await stream.ReadExactlyAsync(head, _cancellation);
        server.Files["/x"] = Bytes(3_000_001, seed: 3);
        stream.Position = 2_000_000;
        var error = await Assert.ThrowsAsync<InputException>(async () => await ReadAllAsync(stream));
        Assert.Contains("changed while it was read", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{server.Url}/x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stat_ServerWithoutHead_AsksByRange()
    {
        await using var server = new FileServer
        {
            Files = { ["/x"] = s_file },
            First = request => request.Method == "HEAD" ? HttpMessage.Answer(405, "") : null,
        };
        Assert.Equal(s_file.Length, (await new StorageRouter().StatAsync($"{server.Url}/x", _cancellation))!.Size);
    }

    [Fact]
    public async Task Stat_NoObject_IsNull()
    {
        await using var server = new FileServer();
        Assert.Null(await new StorageRouter().StatAsync($"{server.Url}/none", _cancellation));
        await Assert.ThrowsAsync<FileNotFoundException>(() => new StorageRouter().OpenReadAsync($"{server.Url}/none", cancellationToken: _cancellation));
    }

    [Fact]
    public async Task OpenRead_DeniedObject_SaysWhichAndWhatToDo()
    {
        await using var server = new FileServer { First = _ => HttpMessage.Answer(403, "") };
        var error = await Assert.ThrowsAsync<InputException>(() => new StorageRouter(new() { Retries = 1 }).OpenReadAsync($"{server.Url}/secret", cancellationToken: _cancellation));
        Assert.Contains($"{server.Url}/secret", error.Message, StringComparison.Ordinal);
        Assert.Contains("another mirror", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData("http://example.org/x", "use https://")]
    [InlineData("ftp://example.org/x", "no storage for 'ftp://'")]
    public async Task Stat_WrongScheme_IsAConfigError(string path, string expected)
    {
        var error = await Assert.ThrowsAsync<ConfigException>(async () => await new StorageRouter().StatAsync(path, _cancellation));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WebServer_IsReadOnly() =>
        Assert.Contains("read only", (await Assert.ThrowsAsync<ConfigException>(async () => await new StorageRouter().PrepareAsync("https://example.org/out", _cancellation))).Message, StringComparison.Ordinal);

    internal static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, _cancellation);
        return memory.ToArray();
    }
}
