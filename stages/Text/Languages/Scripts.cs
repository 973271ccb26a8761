namespace Curation.Stages.Text.Languages;

/// <summary>What a language's script means for words.</summary>
public static class Scripts
{
    /// <summary>Whether words are written without blanks between them, so that dictionaries find them and their count between blanks says nothing.</summary>
    /// <param name="language">ISO 639 code as documents have it.</param>
    public static bool IsUnspaced(string? language) => language is "zh" or "ja" or "th" or "lo" or "km" or "my" or "yue" or "wuu" or "bo" or "dz";
}
