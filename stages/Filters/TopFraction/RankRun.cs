using System.Text;
using Curation.Core.Contracts;

namespace Curation.Stages.Filters.TopFraction;

/// <summary>The sorted keys of one shard, group after group: a head that names the groups with their counts, then the keys.</summary>
static class RankRun
{
    public const string Name = "keys";

    /// <summary>Writes the keys of a shard.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="groups">Keys by group; they get sorted.</param>
    /// <param name="unscored">Documents without the signal.</param>
    public static void Write(Stream stream, SortedDictionary<string, List<RankKey>> groups, long unscored)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(unscored);
        writer.Write(groups.Count);
        foreach (var (group, keys) in groups)
        {
            writer.Write(group);
            writer.Write((long)keys.Count);
        }
        Span<byte> bytes = stackalloc byte[RankKey.Size];
        foreach (var keys in groups.Values)
        {
            keys.Sort();
            foreach (var key in keys)
            {
                key.Write(bytes);
                writer.Write(bytes);
            }
        }
    }

    /// <summary>Reads the head: where the keys of each group lie.</summary>
    public static (long Unscored, List<(string Group, RankRange Range)> Groups) ReadHead(CorpusArtifact artifact)
    {
        using var reader = new BinaryReader(new BufferedStream(artifact.OpenAll(), 1 << 12), Encoding.UTF8);
        var unscored = reader.ReadInt64();
        var groups = new (string Name, long Count)[reader.ReadInt32()];
        for (var i = 0; i < groups.Length; i++) groups[i] = (reader.ReadString(), reader.ReadInt64());
        var at = artifact.Bytes - groups.Sum(g => g.Count) * RankKey.Size;
        var ranges = new List<(string, RankRange)>();
        foreach (var (name, count) in groups)
        {
            ranges.Add((name, new(artifact, at, count)));
            at += count * RankKey.Size;
        }
        return (unscored, ranges);
    }
}

/// <summary>A range of sorted keys in an artifact.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Start">Byte of its first key.</param>
/// <param name="Count">Number of its keys.</param>
readonly record struct RankRange(CorpusArtifact Artifact, long Start, long Count)
{
    /// <summary>The keys in order.</summary>
    public IEnumerable<RankKey> Keys()
    {
        if (Count == 0) yield break;
        using var stream = new BufferedStream(Artifact.Open(Start, Count * RankKey.Size), 1 << 16);
        var bytes = new byte[RankKey.Size];
        for (long i = 0; i < Count; i++)
        {
            stream.ReadExactly(bytes);
            yield return RankKey.Read(bytes);
        }
    }

    /// <summary>A part of the range.</summary>
    public RankRange Slice(long from, long count) => this with { Start = Start + from * RankKey.Size, Count = count };
}
