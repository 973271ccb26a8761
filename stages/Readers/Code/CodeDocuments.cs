using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Code.Languages;
using Curation.Stages.Readers.Code.Licensing;

namespace Curation.Stages.Readers.Code;

/// <summary>Makes documents of source files.</summary>
internal sealed class CodeDocuments(CodeReaderOptions options, ReaderInput input)
{
    readonly HashSet<string> _languages = new(options.Languages, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _licenses = new(options.Licenses, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a file is not even looked into, by its path and length; null if it is.</summary>
    public Reason? Unwanted(string path, long length) =>
        length > options.MaxFileBytes ? CodeReasons.TooLarge : !options.Vendored && Exclusions.IsVendored(path) ? CodeReasons.Vendored : null;

    /// <summary>The item of a file's bytes.</summary>
    /// <param name="file">Which file.</param>
    /// <param name="bytes">What it holds.</param>
    public ReadItem Make(CodeFile file, ReadOnlySpan<byte> bytes)
    {
        if (Unwanted(file.Path, bytes.Length) is { } reason) return Skip(file, reason);
        if (Exclusions.IsBinary(bytes)) return Skip(file, CodeReasons.Binary);
        return CodeText.Decode(bytes, out var encoding) is { } text ? Make(file, text, encoding) : Skip(file, CodeReasons.Encoding);
    }

    /// <summary>The item of a file's text.</summary>
    public ReadItem Make(CodeFile file, string text, string encoding = "utf-8")
    {
        if (Unwanted(file.Path, text.Length) is { } reason) return Skip(file, reason);
        if (text.AsSpan().Trim().IsEmpty) return Skip(file, CodeReasons.Empty);
        var language = LanguageDetector.Detect(file.Path, text);
        if (language == "Jupyter Notebook" && Notebook.ToScript(text) is { } script)
        {
            (text, language) = script;
            if (text.AsSpan().Trim().IsEmpty) return Skip(file, CodeReasons.Empty);
        }
        if (language is null) return Skip(file, CodeReasons.UnknownLanguage);
        if (_languages.Count > 0 ? !_languages.Contains(language) : LanguageTable.IsData(language)) return Skip(file, _languages.Count > 0 ? CodeReasons.Language : CodeReasons.Data);
        var isDocumentation = LanguageTable.IsDocumentation(language);
        if (isDocumentation && !options.Documentation) return Skip(file, CodeReasons.Documentation);
        if (!options.Generated && Exclusions.IsGenerated(file.Path, text)) return Skip(file, CodeReasons.Generated);
        if (!options.Minified && Exclusions.IsMinified(file.Path, text)) return Skip(file, CodeReasons.Minified);
        var license = LicenseDetector.OfHeader(text) ?? file.License;
        if (_licenses.Count > 0 && !IsWanted(license)) return Skip(file, CodeReasons.License);
        return new ReadItem.Found(new Document
        {
            Id = DocumentId.OfRecord(input.Source, $"{file.Repository}/{file.Path}"),
            Text = text.Replace("\r\n", "\n", StringComparison.Ordinal),
            Title = file.Path,
            Source = input.Source,
            License = license,
            Provenance = Provenance(file),
            Metadata = Metadata(file, language, isDocumentation, encoding),
        });
    }

    /// <summary>An item for a file that is no document.</summary>
    public ReadItem.Skipped Skip(CodeFile file, Reason reason) => new(reason, Provenance(file));

    Provenance Provenance(CodeFile file) => new(input.Name, -1, -1) { RecordId = $"{file.Repository}/{file.Path}" };

    /// <summary>Whether one of the licences that an expression offers is listed.</summary>
    bool IsWanted(string? license)
    {
        if (license is null) return _licenses.Contains("unknown");
        return _licenses.Contains(license) || license.Split(" OR ").Any(choice => choice.Split(" AND ").All(part => _licenses.Contains(part.Trim('(', ')', ' '))));
    }

    static ImmutableSortedDictionary<string, string> Metadata(CodeFile file, string language, bool isDocumentation, string encoding)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["code_language"] = language;
        metadata["path"] = file.Path;
        metadata["repository"] = file.Repository;
        if (isDocumentation) metadata["documentation"] = "true";
        if (file.AllLicenses is not null) metadata["repository_licenses"] = file.AllLicenses;
        if (encoding != "utf-8") metadata["encoding"] = encoding;
        return metadata.ToImmutable();
    }
}
