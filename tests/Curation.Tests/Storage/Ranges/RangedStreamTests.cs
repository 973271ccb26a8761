using CsCheck;
using Curation.Core.Storage;
using Curation.Tests.Storage.Faults;
using Curation.Tests.Storage.Http;

namespace Curation.Tests.Storage.Ranges;

public sealed class RangedStreamTests
{
    [Fact]
    public async Task Read_AnyJumps_GivesTheObjectsBytes()
    {
        var file = HttpStorageTests.Bytes(2_500_000, seed: 4);
        await using var server = new FileServer { Files = { ["/f"] = file } };
        var storage = new StorageRouter(new() { ChunkBytes = 128 << 10, ReadAhead = 3 });
        var jump = Gen.Select(Gen.OneOf(Gen.Int[0, file.Length], Gen.Int[file.Length - 100, file.Length], Gen.Int[-1, -1]), Gen.Int[1, 400_000]);
        Gen.Select(Gen.Int[0, file.Length], jump.List[1, 12]).Sample((start, jumps) =>
        {
            using var stream = storage.OpenRead($"{server.Url}/f", start, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(file.Length, stream.Length);
            Assert.Equal(start, stream.Position);
            foreach (var (to, count) in jumps)
            {
                if (to >= 0) stream.Position = to;
                var at = (int)stream.Position;
                var buffer = new byte[count];
                var read = stream.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
                Assert.Equal(Math.Min(count, file.Length - at), read);
                Assert.True(file.AsSpan(at, read).SequenceEqual(buffer.AsSpan(0, read)), $"bytes {at} to {at + read} differ");
            }
        }, iter: 60, seed: "0N0XIzNsQ0O2", threads: 1);
    }

    [Fact]
    public async Task Read_Footer_NeedsTwoRequests()
    {
        var file = HttpStorageTests.Bytes(40_000_000, seed: 6);
        await using var server = new FileServer { Files = { ["/f"] = file } };
        using var stream = new StorageRouter().OpenRead($"{server.Url}/f", cancellationToken: TestContext.Current.CancellationToken);
        var buffer = new byte[8];
        stream.Position = file.Length - 8;
        stream.ReadExactly(buffer);
        stream.Position = file.Length - 60_000;
        stream.ReadExactly(buffer);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Read_ToTheEnd_HoldsBoundedChunksAhead()
    {
        var file = HttpStorageTests.Bytes(30_000_000, seed: 7);
        await using var server = new FileServer { Files = { ["/f"] = file } };
        var storage = new StorageRouter(new() { ChunkBytes = 1 << 20, ReadAhead = 3 });
        using var stream = storage.OpenRead($"{server.Url}/f", cancellationToken: TestContext.Current.CancellationToken);
        var buffer = new byte[100_000];
        for (long at = 0; at < file.Length; at += buffer.Length)
        {
            stream.ReadExactly(buffer);
            Assert.InRange(storage.Counters.Usage.BytesRead, at, at + buffer.Length + 4 * (1 << 20));
        }
    }

    [Fact]
    public async Task Read_CancelledLater_Ends()
    {
        await using var server = new FileServer { Files = { ["/f"] = HttpStorageTests.Bytes(3_000_000, seed: 8) } };
        using var stop = new CancellationTokenSource();
        using var stream = new StorageRouter().OpenRead($"{server.Url}/f", cancellationToken: stop.Token);
        await stop.CancelAsync();
        stream.Position = 2_000_000;
        Assert.ThrowsAny<OperationCanceledException>(() => stream.ReadByte());
    }
}
