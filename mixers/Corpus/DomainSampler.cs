using System.Text;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Mixers.Corpus;

/// <summary>Reads shards: once their counts alone (no text), then the text of the documents that were chosen.</summary>
sealed class DomainSampler(IStorage storage, IReadOnlyList<string> domains, int seed)
{
    readonly DomainColumn[] _columns = [.. domains.Select(DomainColumn.Parse)];

    /// <summary>Paths of the shards that patterns match, in ordinal order.</summary>
    /// <exception cref="ConfigException">A pattern matches nothing.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(IStorage storage, IReadOnlyList<string> patterns, CancellationToken cancellation)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var before = paths.Count;
            var named = pattern.EndsWith(".parquet", StringComparison.Ordinal) && !pattern.Contains('*', StringComparison.Ordinal);
            if (named && await storage.StatAsync(pattern, cancellation).ConfigureAwait(false) is not null) paths.Add(pattern);
            else await foreach (var found in storage.ListAsync(pattern, cancellation).ConfigureAwait(false))
            {
                if (found.Path.EndsWith(".parquet", StringComparison.Ordinal)) paths.Add(found.Path);
            }
            if (paths.Count == before) throw new ConfigException($"shards: '{pattern}' matches no .parquet file; paths are relative to {Environment.CurrentDirectory}");
        }
        return [.. paths];
    }

    /// <summary>Counts the domains and chooses a sample of each.</summary>
    public IReadOnlyList<DomainCount> Count(IReadOnlyList<string> paths, long quota, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, DomainCount>(StringComparer.Ordinal);
        string[] columns = ["token_count", "char_count", .. _columns.Select(c => c.ShardColumn)];
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            using var shard = ShardReader.Open(storage.OpenRead(path, cancellationToken: cancellation), path);
            foreach (var (document, tokens, characters) in shard.Counted(columns))
            {
                var name = NameOf(document, tokens, characters);
                if (!counts.TryGetValue(name, out var count)) counts[name] = count = new(name, quota);
                count.Add(document.Id, tokens, characters, seed);
            }
        }
        return [.. counts.Values];
    }

    /// <summary>Texts of chosen documents, by id.</summary>
    public Dictionary<string, string> Texts(IReadOnlyList<string> paths, IReadOnlySet<string> ids, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            using var shard = ShardReader.Open(storage.OpenRead(path, cancellationToken: cancellation), path);
            foreach (var document in shard.Documents(["text"]))
            {
                if (ids.Contains(document.Id)) texts[document.Id] = document.Text;
            }
        }
        return texts;
    }

    /// <summary>Name of a document's domain.</summary>
    public string NameOf(Document document, int tokens, int characters)
    {
        if (_columns.Length == 1) return _columns[0].Of(document, tokens, characters);
        var name = new StringBuilder();
        foreach (var column in _columns) name.Append(name.Length == 0 ? "" : "/").Append(column.Of(document, tokens, characters));
        return name.ToString();
    }

    /// <summary>Columns that a domain's name is made of.</summary>
    public IEnumerable<string> ShardColumns => _columns.Select(c => c.ShardColumn);
}
