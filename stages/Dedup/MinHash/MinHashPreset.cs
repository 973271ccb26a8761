namespace Curation.Stages.Dedup.MinHash;

/// <summary>Shapes that published pipelines use. Two texts of Jaccard similarity s meet in a band with probability 1 − (1 − s^rows)^bands.</summary>
public enum MinHashPreset
{
    /// <summary>datatrove and FineWeb: 5 words, 14 bands of 8 rows; half of the pairs at .69 are found, 92 % at .8.</summary>
    Datatrove,

    /// <summary>finepdfs: 5 words of the first million characters, 32 bands of 10 rows.</summary>
    Finepdfs,

    /// <summary>NeMo Curator: 24 characters, 20 bands of 13 rows.</summary>
    Curator,

    /// <summary>Dolma 3 (duplodocus): 5 words, 26 bands of 11 rows.</summary>
    Dolma3,

    /// <summary>Data-Juicer: 5 words, 256 permutations, of which 25 bands of 10 rows for a threshold of .7.</summary>
    DataJuicer,

    /// <summary>text-dedup: 5 words, 240 permutations as 24 bands of 10 rows for a threshold of .7.</summary>
    TextDedup,
}

/// <summary>What a text is cut into.</summary>
public enum ShingleUnit
{
    /// <summary>Words.</summary>
    Words,

    /// <summary>Characters of the folded text.</summary>
    Characters,
}

/// <summary>The shape of a signature.</summary>
/// <param name="Unit">What a shingle is made of.</param>
/// <param name="Shingle">Units in a shingle.</param>
/// <param name="Bands">Number of bands.</param>
/// <param name="Rows">Minima in a band.</param>
/// <param name="MaxCharacters">UTF-16 units of the text that are looked at; 0 looks at all.</param>
public sealed record MinHashShape(ShingleUnit Unit, int Shingle, int Bands, int Rows, int MaxCharacters = 0)
{
    /// <summary>Minima in a signature.</summary>
    public int Hashes => Bands * Rows;

    /// <summary>The shape of a preset.</summary>
    public static MinHashShape Of(MinHashPreset preset) => preset switch
    {
        MinHashPreset.Finepdfs => new(ShingleUnit.Words, 5, 32, 10, 1_000_000),
        MinHashPreset.Curator => new(ShingleUnit.Characters, 24, 20, 13),
        MinHashPreset.Dolma3 => new(ShingleUnit.Words, 5, 26, 11),
        MinHashPreset.DataJuicer => new(ShingleUnit.Words, 5, 25, 10),
        MinHashPreset.TextDedup => new(ShingleUnit.Words, 5, 24, 10),
        _ => new(ShingleUnit.Words, 5, 14, 8),
    };
}
