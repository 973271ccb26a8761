namespace Curation.Stages.Rephrase.Chunks;

/// <summary>A part of a document that one request is about.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Section">Headings above it, from the outermost in, parted by <c> › </c>; empty if there are none.</param>
/// <param name="Tokens">Estimated tokens of the text.</param>
public sealed record SourceChunk(string Text, string Section, int Tokens);
