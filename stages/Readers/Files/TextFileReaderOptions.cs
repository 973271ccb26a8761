using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Files;

/// <summary>Options of the reader <c>text</c>.</summary>
public sealed record TextFileReaderOptions : IOptions
{
    /// <summary>Most bytes of a file, decompressed, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxFileBytes { get; init; } = 64 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors) =>
        errors.Require(MaxFileBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxFileBytes), MaxFileBytes, "1024 to 1073741824");
}
