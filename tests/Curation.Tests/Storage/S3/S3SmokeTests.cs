using Curation.Core.Storage;

namespace Curation.Tests.Storage.S3;

/// <summary>One round through a real server, in the fast tier.</summary>
public sealed class S3SmokeTests(S3Server server)
{
    [Fact]
    public async Task Storage_PutListReadDelete_ComesBackAsItWas()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = $"s3://{await server.BucketOrSkipAsync()}/run";
        var storage = server.Storage();
        await storage.PrepareAsync(folder, cancellation);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "some text", cancellation);
        await storage.PutFileAsync($"{folder}/a b/ü.txt", file, cancellation);
        File.Delete(file);
        Assert.True(await storage.PutIfAbsentAsync($"{folder}/c.json", "{}"u8.ToArray(), cancellation));
        Assert.False(await storage.PutIfAbsentAsync($"{folder}/c.json", "[]"u8.ToArray(), cancellation));
        var listed = new List<StorageObject>();
        await foreach (var item in storage.ListAsync($"{folder}/**/*.txt", cancellation)) listed.Add(item);
        Assert.Equal($"{folder}/a b/ü.txt", Assert.Single(listed).Path);
        Assert.Equal("some text"u8.ToArray(), await storage.ReadAllAsync(listed[0].Path, cancellation));
        Assert.Equal("{}"u8.ToArray(), await storage.ReadAllAsync($"{folder}/c.json", cancellation));
        Assert.Equal(listed[0] with { Stored = null }, await storage.StatAsync(listed[0].Path, cancellation));
        await storage.DeleteAsync(listed[0].Path, cancellation);
        Assert.Null(await storage.StatAsync(listed[0].Path, cancellation));
        Assert.Null(await storage.ReadAllAsync(listed[0].Path, cancellation));
    }
}
