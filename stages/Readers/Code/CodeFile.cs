namespace Curation.Stages.Readers.Code;

/// <summary>A file of a repository.</summary>
/// <param name="Repository">Name of the repository.</param>
/// <param name="Path">Path inside it, with forward slashes.</param>
/// <param name="License">Licence of its folder or repository, an SPDX expression; null if none is known.</param>
internal sealed record CodeFile(string Repository, string Path, string? License)
{
    /// <summary>All licences of the licence file that counts for the file, joined by AND; null unless there are several.</summary>
    public string? AllLicenses { get; init; }
}
