using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Books;

/// <summary>Options of the reader <c>books</c>.</summary>
public sealed record BooksReaderOptions : IOptions
{
    /// <summary>Whether lines that were broken to a width are joined to paragraphs; verse, tables and indented lines stay.</summary>
    public bool Unwrap { get; init; } = true;

    /// <summary>Whether marks of pictures (<c>[Illustration: …]</c>) are kept.</summary>
    public bool Illustrations { get; init; }

    /// <summary>Most bytes of a file, decompressed, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxFileBytes { get; init; } = 64 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors) =>
        errors.Require(MaxFileBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxFileBytes), MaxFileBytes, "1024 to 1073741824");
}
