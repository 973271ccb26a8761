using System.Diagnostics;
using System.Globalization;
using Amazon.S3.Model;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Tests.Storage.Faults;
using Curation.Tests.Storage.Http;

namespace Curation.Tests.Storage.S3;

[Trait("Tier", "cluster")]
public sealed class S3StorageTests(S3Server server) : IDisposable
{
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task PutIfAbsent_SixteenRacing_GiveOneWinner()
    {
        var bucket = await server.BucketOrSkipAsync();
        var storages = Enumerable.Range(0, 16).Select(_ => server.Storage()).ToArray();
        await Task.WhenAll(storages.Select(s => s.PrepareAsync($"s3://{bucket}/run", _cancellation)));
        for (var round = 0; round < 25; round++)
        {
            var path = $"s3://{bucket}/run/t{round:d6}.json";
            using var start = new Barrier(16);
            var won = await Task.WhenAll(storages.Select((s, i) => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait(_cancellation);
                return s.PutIfAbsentAsync(path, System.Text.Encoding.UTF8.GetBytes($"attempt {i}"), _cancellation);
            }, _cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            var winner = Assert.Single(won.Index(), w => w.Item).Index;
            Assert.Equal($"attempt {winner}", System.Text.Encoding.UTF8.GetString((await storages[0].ReadAllAsync(path, _cancellation))!));
        }
    }

    /// <summary>The same through a proxy that breaks connections and loses answers: no attempt may believe in another's commit, nor miss its own.</summary>
    [Fact]
    public async Task PutIfAbsent_SixteenRacingThroughFaults_GiveOneWinner()
    {
        var bucket = await server.BucketOrSkipAsync();
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 3, rate: 0.25, Fault.LoseAnswer, Fault.DropBefore, Fault.ServerError, Fault.Delay);
        var storages = Enumerable.Range(0, 16).Select(_ => server.Storage(proxy.Url)).ToArray();
        await storages[0].PrepareAsync($"s3://{bucket}/run", _cancellation);
        for (var round = 0; round < 6; round++)
        {
            var path = $"s3://{bucket}/run/t{round:d6}.json";
            var won = await Task.WhenAll(storages.Select((s, i) => s.PutIfAbsentAsync(path, System.Text.Encoding.UTF8.GetBytes($"attempt {i}"), _cancellation)));
            var winner = Assert.Single(won.Index(), w => w.Item).Index;
            Assert.Equal($"attempt {winner}", System.Text.Encoding.UTF8.GetString((await storages[0].ReadAllAsync(path, _cancellation))!));
        }
        Assert.True(proxy.Done.GetValueOrDefault(Fault.LoseAnswer) > 0);
    }

    [Fact]
    public async Task PutFile_Large_IsStoredInPartsThroughFaults()
    {
        var bucket = await server.BucketOrSkipAsync();
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 4, rate: 0.2);
        var storage = new StorageRouter(new() { Endpoint = proxy.Url, PartBytes = 5 << 20, Retries = 12 });
        var bytes = HttpStorageTests.Bytes(33_333_333, seed: 9);
        await File.WriteAllBytesAsync(_file, bytes, _cancellation);
        await storage.PutFileAsync($"s3://{bucket}/large.bin", _file, _cancellation);
        Assert.Equal(bytes, await server.Storage().ReadAllAsync($"s3://{bucket}/large.bin", _cancellation));
        Assert.Equal(bytes, await storage.ReadAllAsync($"s3://{bucket}/large.bin", _cancellation));
        Assert.Contains('-', (await storage.StatAsync($"s3://{bucket}/large.bin", _cancellation))!.Tag);
    }

    [Fact]
    public async Task PutFile_Cancelled_LeavesNoUpload()
    {
        var bucket = await server.BucketOrSkipAsync();
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 4, rate: 1, Fault.Delay);
        var storage = new StorageRouter(new() { Endpoint = proxy.Url, PartBytes = 5 << 20, ParallelParts = 1 });
        await File.WriteAllBytesAsync(_file, HttpStorageTests.Bytes(40_000_000, seed: 9), _cancellation);
        await storage.PrepareAsync($"s3://{bucket}/run", _cancellation);
        using var stop = new CancellationTokenSource();
        var put = storage.PutFileAsync($"s3://{bucket}/run/large.bin", _file, stop.Token);
        while ((await UploadsAsync(bucket)).Count == 0) await Task.Delay(20, _cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Empty(await UploadsAsync(bucket));
        Assert.Null(await storage.StatAsync($"s3://{bucket}/run/large.bin", _cancellation));
    }

    [Fact]
    public async Task SweepUploads_OfAFolder_GivesUpThoseBelowItOnly()
    {
        var bucket = await server.BucketOrSkipAsync();
        using var client = server.Client();
        foreach (var key in new[] { "run/a", "run/steps/b", "runs/c" })
            await client.InitiateMultipartUploadAsync(new() { BucketName = bucket, Key = key }, _cancellation);
        await server.Storage().SweepUploadsAsync($"s3://{bucket}/run", _cancellation);
        Assert.Equal(["runs/c"], (await UploadsAsync(bucket)).Select(u => u.Key));
    }

    [Fact]
    public async Task List_ThousandsOfObjects_StreamsInOrder()
    {
        var bucket = await server.BucketOrSkipAsync();
        using var client = server.Client();
        var names = Enumerable.Range(0, 2500).Select(i => string.Create(CultureInfo.InvariantCulture, $"in/{i % 7}/part-{i:d5}.warc.gz")).ToArray();
        await Parallel.ForEachAsync(names.Append("in/readme.txt"), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = _cancellation },
            async (key, token) => await client.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = "x" }, token));
        var storage = server.Storage();
        Assert.Equal(names.Order(StringComparer.Ordinal).Select(n => $"s3://{bucket}/{n}"), await PathsAsync(storage, $"s3://{bucket}/in/**/*.warc.gz"));
        Assert.Equal(2501, (await PathsAsync(storage, $"s3://{bucket}/in")).Count);
        Assert.Equal([$"s3://{bucket}/in/readme.txt"], await PathsAsync(storage, $"s3://{bucket}/in/*"));
        Assert.Equal(names.Where(n => n.Contains("/3/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => $"s3://{bucket}/{n}"), await PathsAsync(storage, $"s3://{bucket}/in/3/part-*"));
        await foreach (var _ in server.Storage().ListAsync($"s3://{bucket}/in", _cancellation)) break;
    }

    [Fact]
    public async Task Stat_MissingBucket_SaysWhatToDo()
    {
        var storage = server.Storage();
        foreach (var ask in new Func<Task>[]
        {
            () => storage.StatAsync("s3://no-such-bucket/x", _cancellation),
            () => storage.PrepareAsync("s3://no-such-bucket/x", _cancellation),
            async () => await PathsAsync(storage, "s3://no-such-bucket/x/*"),
        })
        {
            var error = await Assert.ThrowsAsync<ConfigException>(ask);
            Assert.Contains("bucket 'no-such-bucket' does not exist", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stat_AnonymousOnAPrivateBucket_IsDeniedInWords()
    {
        var bucket = await server.BucketOrSkipAsync();
        var storage = new StorageRouter(new() { Endpoint = server.EndpointOrSkip(), Anonymous = true });
        var error = await Assert.ThrowsAsync<InputException>(() => storage.StatAsync($"s3://{bucket}/x", _cancellation));
        Assert.Contains("denies reading", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A policy that takes signed requests but no signed URL: what a URL is denied the SDK reads, and URLs are tried no longer.</summary>
    [Fact]
    public async Task Read_PresignedUrlsDenied_IsDoneBySignedRequests()
    {
        var bucket = await server.BucketOrSkipAsync();
        var path = $"s3://{bucket}/object.bin";
        var bytes = HttpStorageTests.Bytes(20_000_000, seed: 12);
        await StoreAsync(path, bytes);
        var (denied, passed) = (0, 0);
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 5, rate: 0.1, Fault.DropMidBody, Fault.ServerError, Fault.Delay)
        {
            Refusal = request =>
            {
                if (!request.Target.Contains("X-Amz-Signature=", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref passed);
                    return null;
                }
                Interlocked.Increment(ref denied);
                return HttpMessage.Answer(403, "<Error><Code>AccessDenied</Code></Error>", ("Content-Type", "application/xml"));
            },
        };
        var storage = new StorageRouter(new() { Endpoint = proxy.Url, Retries = 12 });

        Assert.Equal(bytes.Length, (await storage.StatAsync(path, _cancellation))!.Size);
        Assert.Equal(bytes, await storage.ReadAllAsync(path, _cancellation));
        // Three refusals in a row, and those of ranges that were asked for meanwhile.
        Assert.InRange(denied, 3, 3 + new StorageOptions().ReadAhead);
        Assert.True(passed >= 20, $"{passed} signed requests");
        var before = denied;
        Assert.Equal(bytes, await storage.ReadAllAsync(path, _cancellation));
        Assert.Equal(before, denied);
    }

    /// <summary>What the server checks is what was signed, whatever the key.</summary>
    [Fact]
    public async Task Read_OddKeys_AreReadByUrls()
    {
        var bucket = await server.BucketOrSkipAsync();
        var signed = 0;
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 8, rate: 0)
        {
            Refusal = request =>
            {
                if (request.Method is "GET" or "HEAD" && !request.Target.Contains("X-Amz-Signature=", StringComparison.Ordinal)) Interlocked.Increment(ref signed);
                return null;
            },
        };
        var storage = new StorageRouter(new() { Endpoint = proxy.Url });
        foreach (var key in new[] { "plain.bin", "a b/c+d.gz", "é/ü~1.txt", "q'(1)*!@$&=,;:.json", "per%20cent", "deep/er/1#2?3" })
        {
            await StoreAsync($"s3://{bucket}/{key}", [1, 2, 3]);
            Assert.Equal(3, (await storage.StatAsync($"s3://{bucket}/{key}", _cancellation))!.Size);
            Assert.Equal([1, 2, 3], await storage.ReadAllAsync($"s3://{bucket}/{key}", _cancellation));
        }
        Assert.Equal(0, signed);
    }

    /// <summary>A URL that is denied once is no reason to try none again.</summary>
    [Fact]
    public async Task Read_PresignedUrlDeniedOnce_GoesOnByUrls()
    {
        var bucket = await server.BucketOrSkipAsync();
        var path = $"s3://{bucket}/object.bin";
        var bytes = HttpStorageTests.Bytes(10_000_000, seed: 13);
        await StoreAsync(path, bytes);
        var (urls, signed) = (0, 0);
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 6, rate: 0)
        {
            Refusal = request =>
            {
                if (!request.Target.Contains("X-Amz-Signature=", StringComparison.Ordinal)) Interlocked.Increment(ref signed);
                else if (Interlocked.Increment(ref urls) % 4 == 2) return HttpMessage.Answer(403, "<Error><Code>AccessDenied</Code></Error>");
                return null;
            },
        };
        Assert.Equal(bytes, await new StorageRouter(new() { Endpoint = proxy.Url }).ReadAllAsync(path, _cancellation));
        Assert.True(urls > 3 && signed > 0 && signed < urls, $"{urls} URLs, {signed} signed requests");
    }

    /// <summary>Where the signed request is denied as well, its answer is what is told.</summary>
    [Fact]
    public async Task Read_BothDenied_IsDeniedInWords()
    {
        var bucket = await server.BucketOrSkipAsync();
        await StoreAsync($"s3://{bucket}/object.bin", new byte[10]);
        await using var proxy = new FaultProxy(server.EndpointOrSkip(), seed: 7, rate: 0)
        {
            Refusal = request => request.Method is "GET" or "HEAD" ? HttpMessage.Answer(403, "<Error><Code>AccessDenied</Code></Error>", ("Content-Type", "application/xml")) : null,
        };
        var error = await Assert.ThrowsAsync<InputException>(() => new StorageRouter(new() { Endpoint = proxy.Url }).ReadAllAsync($"s3://{bucket}/object.bin", _cancellation));
        Assert.Contains("denies reading", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A program of its own that does nothing else: peak memory of the process as a whole.</summary>
    [Fact, Trait("Tier", "all")]
    public async Task Read_OneGigabyte_StaysUnder100Megabytes()
    {
        var bucket = await server.BucketOrSkipAsync();
        const int piece = 1 << 20;
        var bytes = HttpStorageTests.Bytes(piece, seed: 10);
        await using (var file = File.Create(_file))
            for (var i = 0; i < 1000; i++) await file.WriteAsync(bytes, _cancellation);
        var path = $"s3://{bucket}/gigabyte";
        await server.Storage().PutFileAsync(path, _file, _cancellation);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["storage", "check", "--json", path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ENDPOINT_URL_S3"] = server.EndpointOrSkip();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(_cancellation);
        var error = await process.StandardError.ReadToEndAsync(_cancellation);
        await process.WaitForExitAsync(_cancellation);
        Assert.True(process.ExitCode == 0, error);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        using var result = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(1000L * piece, result.RootElement.GetProperty("bytes").GetInt64());
        Assert.InRange(result.RootElement.GetProperty("peakMemory").GetInt64(), 1, 100_000_000);
    }

    async Task StoreAsync(string path, byte[] bytes)
    {
        await File.WriteAllBytesAsync(_file, bytes, _cancellation);
        await server.Storage().PutFileAsync(path, _file, _cancellation);
    }

    async Task<List<MultipartUpload>> UploadsAsync(string bucket)
    {
        using var client = server.Client();
        return (await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, _cancellation)).MultipartUploads ?? [];
    }

    async Task<List<string>> PathsAsync(StorageRouter storage, string pattern)
    {
        var paths = new List<string>();
        await foreach (var item in storage.ListAsync(pattern, _cancellation)) paths.Add(item.Path);
        return paths;
    }
}
