using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Pdf;

/// <summary>Options of the reader <c>pdf</c>.</summary>
public sealed record PdfReaderOptions : IOptions
{
    /// <summary>URL that names of files and of archives' entries are relative to, such as <c>https://docs.example.org/</c>; null leaves documents without one.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Folder or URL that the paths of list files are relative to, ending in <c>/</c>; null takes them as they stand.</summary>
    public string? ListRoot { get; init; }

    /// <summary>Most bytes of a file, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxFileBytes { get; init; } = 256 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(BaseUrl is null || Uri.TryCreate(BaseUrl, UriKind.Absolute, out _), nameof(BaseUrl), BaseUrl, "an absolute URL");
        errors.Require(ListRoot is null || ListRoot.EndsWith('/'), nameof(ListRoot), ListRoot, "a folder or URL that ends in /");
        errors.Require(MaxFileBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxFileBytes), MaxFileBytes, "1024 to 1073741824");
    }
}
