namespace Curation.Stages.Text.Sentences;

/// <summary>A sentence of a text, without the blanks around it.</summary>
/// <param name="Start">Offset in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units, at least 1.</param>
public readonly record struct Sentence(int Start, int Length)
{
    /// <summary>Its characters.</summary>
    /// <param name="text">The text that was segmented.</param>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
