using System.IO.Compression;
using System.Text;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>Reads listings: files with one path a line, plain or gzip, such as Common Crawl's <c>warc.paths.gz</c>.</summary>
static class ListedFiles
{
    /// <summary>Objects looked up at once.</summary>
    const int Requests = 32;

    /// <summary>Tag of an object that is listed and missing.</summary>
    public const string Missing = "missing";

    /// <summary>The objects that a listing names, in its order. One that is missing stays, so that it is counted when its turn comes.</summary>
    /// <exception cref="ConfigException">An object is missing and that is an error, or the listing cannot be read.</exception>
    public static async Task<IReadOnlyList<(string Name, StorageObject Object)>> ReadAsync(
        string listing, ListingConfig config, OnMissing onMissing, IStorage storage, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(listing, storage, cancellationToken).ConfigureAwait(false);
        if (config.Every > 1) names = [.. names.Where((_, i) => i % config.Every == 0)];
        if (config.First > 0) names = [.. names.Take(config.First)];
        var objects = new StorageObject?[names.Length];
        await Parallel.ForAsync(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = Requests, CancellationToken = cancellationToken },
            async (i, stop) => objects[i] = await storage.StatAsync(Path(names[i]), stop).ConfigureAwait(false)).ConfigureAwait(false);
        var missing = names.Where((_, i) => objects[i] is null).ToArray();
        if (missing.Length > 0 && onMissing == OnMissing.Fail)
            throw new ConfigException($"{listing}: {missing.Length} of {names.Length} listed objects are missing, the first is {Path(missing[0])}; correct listing.root, or set the input's onMissing to skip");
        return [.. names.Zip(objects, (name, found) => (name, found ?? new StorageObject(Path(name), 0, Missing)))];

        string Path(string name) => name.Contains("://", StringComparison.Ordinal) ? name : config.Root + name;
    }

    static async Task<string[]> NamesAsync(string listing, IStorage storage, CancellationToken cancellationToken)
    {
        var bytes = await storage.ReadAllAsync(listing, cancellationToken).ConfigureAwait(false) ?? throw new ConfigException($"{listing}: the listing does not exist; check the path");
        try
        {
            Stream stream = new MemoryStream(bytes);
            if (bytes is [0x1F, 0x8B, ..]) stream = new GZipStream(stream, CompressionMode.Decompress);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException)
        {
            throw new ConfigException($"{listing}: expected one path a line, plain or gzip, found other content: {error.Message}", error);
        }
    }
}
