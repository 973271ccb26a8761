using System.Collections.Immutable;
using System.IO.Hashing;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>Lists an input's files with names and identities that do not depend on where they lie.</summary>
static class InputListing
{
    const int Window = 64 << 10;

    public static async Task<ImmutableArray<InputFile>> ListAsync(InputConfig input, IStorage storage, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, InputFile>(StringComparer.Ordinal);
        if (input.Listing is { } listing)
        {
            foreach (var path in input.Paths)
                foreach (var (name, item) in await ListedFiles.ReadAsync(path, listing, input.OnMissing, storage, cancellationToken).ConfigureAwait(false))
                    files[name] = new InputFile(item.Path, name, item.Size, item.Tag == ListedFiles.Missing ? item.Tag : await Identity(item, storage, cancellationToken).ConfigureAwait(false));
            return [.. files.Values];
        }
        foreach (var pattern in input.Paths)
        {
            var found = 0;
            await foreach (var (item, root) in Find(pattern, input, storage, cancellationToken).ConfigureAwait(false))
            {
                found++;
                var name = item.Path.StartsWith(root, StringComparison.Ordinal) ? item.Path[root.Length..].TrimStart('/') : Path.GetFileName(item.Path);
                if (IsUrl(item.Path) && name.IndexOf('?', StringComparison.Ordinal) is > 0 and var query) name = name[..query];
                if (name.Length == 0) name = Path.GetFileName(item.Path);
                var file = new InputFile(item.Path, name, item.Size, await Identity(item, storage, cancellationToken).ConfigureAwait(false));
                if (!files.TryAdd(name, file) && files[name].Path != file.Path)
                    throw new ConfigException($"input '{input.Name}': {files[name].Path} and {file.Path} are both called '{name}' relative to their patterns; make them two inputs");
            }
            if (found == 0) throw new ConfigException($"input '{input.Name}': nothing matches '{pattern}'; check the path");
        }
        return [.. files.Values];
    }

    /// <summary>What a path or pattern names, with the root that names are relative to: what stands before its first wildcard, or a file's folder.</summary>
    static async IAsyncEnumerable<(StorageObject Item, string Root)> Find(
        string pattern, InputConfig input, IStorage storage, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wildcard = IsUrl(pattern) ? -1 : pattern.AsSpan().IndexOfAny('*', '?');
        var parent = pattern[..(Slash(pattern, wildcard) + 1)];
        if (wildcard < 0 && await storage.StatAsync(pattern, cancellationToken).ConfigureAwait(false) is { } single)
        {
            yield return (single, parent);
            yield break;
        }
        var found = false;
        await foreach (var item in storage.ListAsync(pattern, cancellationToken).ConfigureAwait(false))
        {
            found = true;
            yield return (item, wildcard < 0 ? pattern : parent);
        }
        // A file that is named and absent stays in the listing, so that it is counted.
        if (!found && wildcard < 0 && input.OnMissing == OnMissing.Skip) yield return (new(pattern, 0, "missing"), parent);
    }

    static int Slash(string pattern, int wildcard)
    {
        var query = IsUrl(pattern) ? pattern.IndexOf('?', StringComparison.Ordinal) : wildcard;
        return query < 0 ? pattern.LastIndexOf('/') : pattern.LastIndexOf('/', query);
    }

    /// <summary>A web address, in which '?' begins a query.</summary>
    static bool IsUrl(string path) => path.StartsWith("https://", StringComparison.Ordinal) || path.StartsWith("http://", StringComparison.Ordinal);

    /// <summary>An ETag where the storage has one; else a digest of size and three windows, since modification times differ between copies.</summary>
    static async Task<string> Identity(StorageObject item, IStorage storage, CancellationToken cancellationToken)
    {
        if (item.Path.Contains("://", StringComparison.Ordinal) || item.Tag == "missing") return item.Tag;
        var hash = new XxHash128();
        var buffer = new byte[Window];
        foreach (var offset in new[] { 0, (item.Size - Window) / 2, item.Size - Window }.Where(o => o >= 0).Distinct())
        {
            await using var stream = await storage.OpenReadAsync(item.Path, offset, cancellationToken: cancellationToken).ConfigureAwait(false);
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            hash.Append(buffer.AsSpan(0, read));
        }
        return $"{item.Size}-{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }
}
