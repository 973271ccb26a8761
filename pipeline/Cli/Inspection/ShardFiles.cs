using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Cli.Inspection;

/// <summary>Files named on the command line: paths, folders or patterns, local or on any storage.</summary>
static class ShardFiles
{
    /// <summary>The files in the order given, those of a folder or pattern in ordinal order.</summary>
    /// <exception cref="ConfigException">A path matches nothing.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(IStorage storage, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            var before = files.Count;
            if (path.AsSpan().IndexOfAny('*', '?') < 0 && !Directory.Exists(path) && await storage.StatAsync(path, cancellationToken).ConfigureAwait(false) is { } file) files.Add(file.Path);
            else
                await foreach (var item in storage.ListAsync(path, cancellationToken).ConfigureAwait(false))
                    if (item.Path.EndsWith(".parquet", StringComparison.Ordinal)) files.Add(item.Path);
            if (files.Count == before) throw new ConfigException($"{path}: no Parquet file there; give a file, a folder or a pattern such as 'out/shards/*.parquet'");
        }
        return files;
    }

    /// <summary>Runs an action on an opened file; what is no shard ends the command as a wrong argument.</summary>
    public static T Open<T>(IStorage storage, string path, Func<Stream, T> action)
    {
        try { return action(storage.OpenRead(path)); }
        catch (InputException error) { throw new ConfigException(error.Message, error); }
        catch (IOException error) { throw new ConfigException($"{path} cannot be read: {error.Message}", error); }
        catch (UnauthorizedAccessException error) { throw new ConfigException($"{path} cannot be read: {error.Message}", error); }
    }
}
