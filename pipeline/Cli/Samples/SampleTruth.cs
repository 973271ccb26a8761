using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Cli.Samples;

/// <summary>What a packed sample holds, so that a run over it can be scored.</summary>
/// <param name="Pages">Number of real pages.</param>
/// <param name="Copies">Near-duplicates that were planted.</param>
/// <param name="Broken">Broken records that were planted.</param>
sealed record SampleTruth(int Pages, ImmutableArray<PlantedCopy> Copies, ImmutableArray<PlantedRecord> Broken)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = true };

    /// <summary>Records in all.</summary>
    public int Records => Pages + Copies.Length + Broken.Length;

    public void Save(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, s_json));

    public static SampleTruth Load(string path)
    {
        try { return JsonSerializer.Deserialize<SampleTruth>(File.ReadAllBytes(path), s_json)!; }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new ConfigException($"{path} is not the truth of a packed sample: {error.Message}", error);
        }
    }
}

/// <summary>A copy of a page with some words changed.</summary>
/// <param name="Url">The copy's URL.</param>
/// <param name="Original">The original's URL.</param>
/// <param name="EditRate">Share of its words that were changed.</param>
sealed record PlantedCopy(string Url, string Original, double EditRate);

/// <summary>A broken record.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="File">The file that holds it.</param>
/// <param name="Offset">Its first byte in that file.</param>
/// <param name="Expected">Beginnings of the reasons that may be given for it; <c>kept</c> if it may stay.</param>
sealed record PlantedRecord(string Kind, string File, long Offset, ImmutableArray<string> Expected);
