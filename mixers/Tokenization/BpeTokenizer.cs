using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Mixers.Tokenization;

/// <summary>Byte-level byte-pair encoding (Sennrich et al. 2016): ids 0 to 255 are bytes, 256 ends a document, the rest are merges in order.</summary>
public sealed class BpeTokenizer : ITextTokenizer
{
    const int FirstMerge = 257, MostCached = 200_000;
    readonly Dictionary<(int, int), int> _ranks = [];
    readonly (int Left, int Right)[] _merges;
    readonly ConcurrentDictionary<string, ushort[]> _cache = new(StringComparer.Ordinal);

    /// <summary>A tokenizer of given merges.</summary>
    public BpeTokenizer(IReadOnlyList<(int Left, int Right)> merges)
    {
        _merges = [.. merges];
        for (var i = 0; i < _merges.Length; i++) _ranks[_merges[i]] = FirstMerge + i;
        Hash = "bpe-" + Convert.ToHexStringLower(XxHash128.Hash(MemoryMarshal.AsBytes(_merges.AsSpan())))[..16];
    }

    /// <summary>Pairs that are joined, the first one to id 257.</summary>
    public IReadOnlyList<(int Left, int Right)> Merges => _merges;

    /// <inheritdoc/>
    public int Vocabulary => FirstMerge + _merges.Length;

    /// <inheritdoc/>
    public int EndOfText => 256;

    /// <inheritdoc/>
    public string Hash { get; }

    /// <inheritdoc/>
    public void Encode(string text, List<ushort> tokens)
    {
        var pieces = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Length;)
        {
            var piece = text.AsSpan(i, PreTokens.Length(text, i));
            i += piece.Length;
            if (!pieces.TryGetValue(piece, out var ids))
            {
                ids = Merge(piece);
                if (_cache.Count < MostCached && piece.Length <= 64) pieces.TryAdd(piece, ids);
            }
            tokens.AddRange(ids);
        }
    }

    /// <summary>Writes the merges as JSON.</summary>
    public void Save(string path)
    {
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, new BpeFile("bpe", [.. _merges.Select(m => new[] { m.Left, m.Right })]), StrictJson.Options);
    }

    /// <summary>Reads a file of <see cref="Save"/>.</summary>
    /// <exception cref="ConfigException">It is missing or not such a file.</exception>
    public static BpeTokenizer Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var file = JsonSerializer.Deserialize<BpeFile>(stream, StrictJson.Options);
            if (file is not { Type: "bpe" }) throw new ConfigException($"{path}: expected a tokenizer file with \"type\": \"bpe\" and \"merges\"");
            for (var i = 0; i < file.Merges.Length; i++)
            {
                if (file.Merges[i] is not [var left, var right] || left < 0 || right < 0 || left >= FirstMerge + i || right >= FirstMerge + i || left == 256 || right == 256)
                    throw new ConfigException($"{path}: merge {i} joins a token that is not there yet");
            }
            return new([.. file.Merges.Select(m => (m[0], m[1]))]);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new ConfigException($"{path} cannot be read as a tokenizer file of this program: {error.Message}", error);
        }
    }

    ushort[] Merge(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(piece.Length)];
        var count = Encoding.UTF8.GetBytes(piece, bytes);
        var ids = new List<int>(count);
        for (var i = 0; i < count; i++) ids.Add(bytes[i]);
        while (ids.Count > 1)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < ids.Count; i++)
            {
                if (_ranks.TryGetValue((ids[i], ids[i + 1]), out var rank) && rank < best) (best, at) = (rank, i);
            }
            if (at < 0) break;
            ids[at] = best;
            ids.RemoveAt(at + 1);
        }
        return [.. ids.Select(id => (ushort)id)];
    }

    sealed record BpeFile(string Type, int[][] Merges);
}
