namespace Curation.Stages.Dedup.MinHash;

/// <summary>Cuts a text into shingles and hashes them. Not thread-safe.</summary>
interface IShingler
{
    /// <summary>A hash of 64 (or 32) bits for each shingle, in order, repeated ones too; none if the text has too few words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">ISO 639 code, for dialects that split words by language; null is read as English.</param>
    /// <returns>Valid until the next call.</returns>
    ReadOnlySpan<ulong> Hash(ReadOnlySpan<char> text, string? language);
}
