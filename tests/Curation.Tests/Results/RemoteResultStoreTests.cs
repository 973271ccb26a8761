using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Results;
using Curation.Core.Storage;
using Curation.Tests.Storage.S3;

namespace Curation.Tests.Results;

[Trait("Tier", "cluster")]
public sealed class RemoteResultStoreTests(S3Server server) : IDisposable
{
    readonly string _scratch = Directory.CreateTempSubdirectory("curate-results-").FullName;

    CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public async Task Find_BeforeAndAfterMerging_GivesEach()
    {
        var folder = $"s3://{await server.BucketOrSkipAsync()}/run/results";
        var storage = server.Storage();
        await using var reader = Open(storage, folder);
        await using (var store = Open(storage, folder, new(Objects: 8)))
        {
            for (var i = 0; i < 30; i++)
            {
                Assert.Equal(Result(i), await store.StoreAsync(Key(i), Result(i), Cancel));
                if (i == 5) Assert.Equal(Result(5), await reader.FindAsync(Key(5), Cancel));
            }
            Assert.Equal(3, await CountAsync(storage, $"{folder}/*.idx"));
            Assert.Equal(3 + 6, await CountAsync(storage, $"{folder}/*.log"));
            for (var i = 0; i < 30; i++) Assert.Equal(Result(i), await store.FindAsync(Key(i), Cancel));
            // The reader knows objects that have been merged since.
            Assert.Equal(Result(4), await reader.FindAsync(Key(4), Cancel));
        }
        await using var later = Open(storage, folder);
        for (var i = 0; i < 30; i++) Assert.Equal(Result(i), await later.FindAsync(Key(i), Cancel));
        Assert.Null(await later.FindAsync(Key(30), Cancel));
        Assert.Equal(4, await CountAsync(storage, $"{folder}/*.log"));
    }

    ResultStore Open(StorageRouter storage, string folder, ResultLogLimits? limits = null) => new(storage, folder, _scratch, null, limits ?? new());

    async Task<int> CountAsync(StorageRouter storage, string pattern)
    {
        var count = 0;
        await foreach (var _ in storage.ListAsync(pattern, Cancel)) count++;
        return count;
    }

    static UInt128 Key(int i) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)));

    static byte[] Result(int i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"result {i,6}"));
}
