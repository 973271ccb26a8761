namespace Curation.Encoders.Tokens;

/// <summary>Cuts normalized text into words and spells these in pieces of a vocabulary. Thread-safe.</summary>
interface ISubwordModel
{
    /// <summary>UTF-16 units of the longest piece, or more.</summary>
    int Longest { get; }

    /// <summary>The largest id of a piece.</summary>
    int LargestId { get; }

    /// <summary>Adds the text's pieces until there are <paramref name="most"/>.</summary>
    void Encode(ReadOnlySpan<char> text, List<int> ids, int most);
}
