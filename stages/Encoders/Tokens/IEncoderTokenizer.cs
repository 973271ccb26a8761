namespace Curation.Encoders.Tokens;

/// <summary>Cuts texts into an encoder's tokens. Thread-safe.</summary>
interface IEncoderTokenizer
{
    /// <summary>The largest id of a token.</summary>
    int LargestId { get; }

    /// <summary>Tokens of a text between the marks of its ends, at most <paramref name="most"/> with these.</summary>
    int[] Encode(string text, int most);
}
