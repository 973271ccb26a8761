using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Code;

/// <summary>Options of the reader <c>code</c>.</summary>
public sealed record CodeReaderOptions : IOptions
{
    /// <summary>Languages that are read, by their name on GitHub, compared without case (<c>Python</c>, <c>C++</c>, <c>Markdown</c>); empty reads all that are known.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>SPDX ids of licences that are read, such as <c>MIT</c>; empty reads all. Files without a known licence are read only if <c>unknown</c> is listed too.</summary>
    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>Whether files of other projects inside a repository are read: <c>vendor/</c>, <c>node_modules/</c>, <c>third_party/</c> and the like.</summary>
    public bool Vendored { get; init; }

    /// <summary>Whether files that a program wrote are read, told by their name or by what their first lines say.</summary>
    public bool Generated { get; init; }

    /// <summary>Whether minified files are read.</summary>
    public bool Minified { get; init; }

    /// <summary>Whether documentation is read: README files, Markdown, reStructuredText, plain text.</summary>
    public bool Documentation { get; init; } = true;

    /// <summary>Folders before a repository's own in the paths of files: 1 takes <c>name/…</c>, 2 takes <c>owner/name/…</c>. Of an archive the file's own name is the repository.</summary>
    public int RepositoryDepth { get; init; } = 1;

    /// <summary>Column with a file's content, in Parquet files.</summary>
    public string ContentColumn { get; init; } = "content";

    /// <summary>Columns with a file's path, in Parquet files; the first that exists counts.</summary>
    public ImmutableArray<string> PathColumns { get; init; } = ["path", "max_stars_repo_path", "file_path", "filename"];

    /// <summary>Columns with a repository's name, in Parquet files; the first that exists counts.</summary>
    public ImmutableArray<string> RepositoryColumns { get; init; } = ["repo_name", "max_stars_repo_name", "repo", "repository"];

    /// <summary>Columns with a file's licence, in Parquet files; the first that exists counts.</summary>
    public ImmutableArray<string> LicenseColumns { get; init; } = ["license", "detected_licenses", "max_stars_repo_licenses", "license_type"];

    /// <summary>Most bytes of a file, 1 KiB to 1 GiB; larger ones are skipped.</summary>
    public int MaxFileBytes { get; init; } = 1 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        foreach (var language in Languages)
            errors.Require(Code.Languages.LanguageTable.IsKnown(language), nameof(Languages), language, $"the name of a language; {Names.DidYouMean(language, Code.Languages.LanguageTable.All)}");
        errors.Require(RepositoryDepth is >= 0 and <= 8, nameof(RepositoryDepth), RepositoryDepth, "0 to 8");
        errors.Require(!string.IsNullOrEmpty(ContentColumn), nameof(ContentColumn), ContentColumn, "the name of a column");
        errors.Require(MaxFileBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxFileBytes), MaxFileBytes, "1024 to 1073741824");
    }
}
