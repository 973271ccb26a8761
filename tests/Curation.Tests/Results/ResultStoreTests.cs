using System.Globalization;
using System.Text;
using Curation.Core.Results;
using Curation.Core.Storage;

namespace Curation.Tests.Results;

public sealed class ResultStoreTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("curate-results-").FullName;

    string Folder => Path.Combine(_root, "results");

    CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Find_AfterStore_GivesTheResult()
    {
        await using var store = Open();
        Assert.Null(await store.FindAsync(Key(1), Cancel));
        Assert.Equal(Result(1), await store.StoreAsync(Key(1), Result(1), Cancel));
        Assert.Equal(Result(1), await store.FindAsync(Key(1), Cancel));
        Assert.Null(await store.FindAsync(Key(2), Cancel));
    }

    [Fact]
    public async Task Store_OfAKeyThatIsThere_GivesTheFirst()
    {
        await using var store = Open();
        await store.StoreAsync(Key(1), Result(1), Cancel);
        Assert.Equal(Result(1), await store.StoreAsync(Key(1), Result(2), Cancel));
        var same = await Task.WhenAll(Enumerable.Range(10, 20).Select(i => store.StoreAsync(Key(9), Result(i), Cancel).AsTask()));
        Assert.Single(same.Select(Encoding.UTF8.GetString).Distinct());
    }

    [Fact]
    public async Task Find_InALaterProcess_GivesAllWithOneIndexALog()
    {
        const int Count = 1000;
        await using (var store = Open(new(Records: 100)))
            await Task.WhenAll(Enumerable.Range(0, Count).Select(i => store.StoreAsync(Key(i), Result(i), Cancel).AsTask()));
        Assert.Equal(Names("*.log"), Names("*.idx"));
        Assert.Empty(Directory.GetFiles(Folder, "*.lock"));
        await using var later = Open();
        for (var i = 0; i < Count; i++) Assert.Equal(Result(i), await later.FindAsync(Key(i), Cancel));
        for (var i = Count; i < 2 * Count; i++) Assert.Null(await later.FindAsync(Key(i), Cancel));
    }

    [Fact]
    public async Task Find_AfterATruncatedTail_GivesWhatIsWhole()
    {
        await using (var store = Open())
            for (var i = 0; i < 20; i++) await store.StoreAsync(Key(i), Result(i), Cancel);
        var log = Directory.GetFiles(Folder, "*.log").Single();
        var whole = await File.ReadAllBytesAsync(log, Cancel);
        var record = whole.Length / 20;
        foreach (var length in Enumerable.Range(whole.Length - 3 * record, 3 * record).Where(n => n % 7 == 0))
        {
            // As a killed process leaves it: no index, the last write cut off.
            foreach (var index in Directory.GetFiles(Folder, "*.idx")) File.Delete(index);
            await File.WriteAllBytesAsync(log, whole[..length], Cancel);
            await using var later = Open();
            for (var i = 0; i < 17; i++) Assert.Equal(Result(i), await later.FindAsync(Key(i), Cancel));
            Assert.Equal(Result(19), await later.StoreAsync(Key(19), Result(19), Cancel));
            Assert.Equal(Result(19), await later.FindAsync(Key(19), Cancel));
        }
    }

    [Fact]
    public async Task Find_OfADamagedRecord_GivesNull()
    {
        await using (var store = Open())
        {
            await store.StoreAsync(Key(0), Result(0), Cancel);
            await store.StoreAsync(Key(1), Result(1), Cancel);
        }
        var log = Directory.GetFiles(Folder, "*.log").Single();
        var bytes = await File.ReadAllBytesAsync(log, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(log, bytes, Cancel);
        await using var later = Open();
        Assert.Equal(Result(0), await later.FindAsync(Key(0), Cancel));
        Assert.Null(await later.FindAsync(Key(1), Cancel));
        await later.StoreAsync(Key(1), Result(1), Cancel);
        Assert.Equal(Result(1), await later.FindAsync(Key(1), Cancel));
    }

    [Fact]
    public async Task Find_WhileAnotherProcessWrites_SeesWhatItStoredAfterAMinute()
    {
        var time = new Resilience.JumpingTime();
        await using var reader = new ResultStore(new StorageRouter(), Folder, _root, time);
        Assert.Null(await reader.FindAsync(Key(1), Cancel));
        await using var writer = Open();
        await writer.StoreAsync(Key(1), Result(1), Cancel);
        Assert.Null(await reader.FindAsync(Key(1), Cancel));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(Result(1), await reader.FindAsync(Key(1), Cancel));
        await writer.StoreAsync(Key(2), Result(2), Cancel);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(Result(2), await reader.FindAsync(Key(2), Cancel));
    }

    [Fact]
    public async Task Store_FromFourAtOnce_LosesNothing()
    {
        const int Each = 300;
        var stores = Enumerable.Range(0, 4).Select(_ => Open(new(Records: 50))).ToArray();
        await Task.WhenAll(stores.SelectMany((store, s) => Enumerable.Range(s * Each / 2, Each).Select(i => store.StoreAsync(Key(i), Result(i), Cancel).AsTask())));
        foreach (var store in stores) await store.DisposeAsync();
        await using var later = Open();
        for (var i = 0; i < Each / 2 * 5; i++) Assert.Equal(Result(i), await later.FindAsync(Key(i), Cancel));
    }

    /// <summary>What lies in the folder at any moment is what kill -9 would leave: all that was acknowledged before must be in it.</summary>
    [Fact]
    public async Task Find_InWhatAKillLeaves_GivesAllThatWasStored()
    {
        await using var store = Open(new(Records: 150));
        var stored = new System.Collections.Concurrent.ConcurrentQueue<int>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var next = 0;
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var i = Interlocked.Increment(ref next);
                await store.StoreAsync(Key(i), Result(i), Cancel);
                stored.Enqueue(i);
            }
        }, Cancel)).ToArray();
        for (var kill = 0; kill < 5; kill++)
        {
            do await Task.Delay(60, Cancel);
            while (stored.IsEmpty);
            var acknowledged = stored.ToArray();
            var copy = Path.Combine(_root, $"killed-{kill}");
            Directory.CreateDirectory(copy);
            // Logs before indexes: an index is made when its log is whole.
            foreach (var file in Directory.GetFiles(Folder, "*.log")) Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await using var later = new ResultStore(new StorageRouter(), copy, _root);
            foreach (var i in acknowledged) Assert.Equal(Result(i), await later.FindAsync(Key(i), Cancel));
            Assert.Equal(Directory.GetFiles(copy, "*.log").Length, Directory.GetFiles(copy, "*.idx").Length);
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(stored.Count > 100, $"only {stored.Count} were stored");

        static void Copy(string from, string to)
        {
            using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(to);
            source.CopyTo(target);
        }
    }

    [Fact]
    public void Index_OfKeysUnevenlySpread_FindsEach()
    {
        var random = new Random(5);
        var keys = Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? (UInt128)i : new UInt128((ulong)random.NextInt64(), 7)).Distinct().ToArray();
        var path = Path.Combine(_root, "x.idx");
        File.WriteAllBytes(path, ResultIndex.Encode(keys.Select((k, i) => (k, (long)i, i))));
        using var index = ResultIndex.Open(path, "x.log");
        for (var i = 0; i < keys.Length; i++)
        {
            Assert.True(index.TryFind(keys[i], out var place));
            Assert.Equal(i, place.Offset);
        }
        Assert.False(index.TryFind(UInt128.MaxValue, out _));
        Assert.False(index.TryFind(3, out _));
    }

    ResultStore Open(ResultLogLimits? limits = null) => new(new StorageRouter(), Folder, _root, null, limits ?? new());

    string[] Names(string pattern) => [.. Directory.GetFiles(Folder, pattern).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    static UInt128 Key(int i) => System.IO.Hashing.XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)));

    static byte[] Result(int i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"result {i,6}"));
}
