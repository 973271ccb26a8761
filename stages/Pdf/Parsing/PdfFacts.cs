using System.Collections.Immutable;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>What a PDF file says of itself.</summary>
/// <param name="Pages">Number of its pages.</param>
/// <param name="Title">Its title, where that is more than a file's name.</param>
/// <param name="Metadata">Author, subject, keywords, creator, producer, dates, declared language, PDF version, encryption.</param>
internal sealed record PdfFacts(int Pages, string? Title, ImmutableSortedDictionary<string, string> Metadata)
{
    const int Longest = 1000;

    /// <summary>The facts of an open document; damaged ones are left out.</summary>
    public static PdfFacts Of(PdfDocument document)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var information = document.Information;
        Add("author", information.Author);
        Add("subject", information.Subject);
        Add("keywords", information.Keywords);
        Add("creator", information.Creator);
        Add("producer", information.Producer);
        Add("created", information.CreationDate is { } created ? PdfDate.Iso(created) : null);
        Add("modified", information.ModifiedDate is { } modified ? PdfDate.Iso(modified) : null);
        Add("language", Language(document));
        Add("pdfVersion", document.Version.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        if (document.IsEncrypted) Add("encrypted", "true");
        return new(document.NumberOfPages, CleanTitle(information.Title), metadata.ToImmutable());

        void Add(string name, string? value)
        {
            if (Clean(value) is { Length: > 0 } clean) metadata[name] = clean;
        }
    }

    static string? Language(PdfDocument document)
    {
        try
        {
            return document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Lang, out var token)
                ? token switch { StringToken text => text.Data, HexToken hex => hex.Data, _ => null }
                : null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Programs write the file's name where they have no title.</summary>
    static string? CleanTitle(string? title)
    {
        title = Clean(title);
        if (title is not { Length: > 2 } || title.StartsWith("Microsoft ", StringComparison.Ordinal) || title.StartsWith("untitled", StringComparison.OrdinalIgnoreCase)) return null;
        return title.Contains(' ', StringComparison.Ordinal) || Path.GetExtension(title).Length is not (4 or 5) ? title : null;
    }

    static string? Clean(string? value)
    {
        if (value is null) return null;
        value = Layout.Characters.Clean(value.Length > Longest ? value[..Longest] : value).Trim();
        return value.Contains('\uFFFD', StringComparison.Ordinal) ? null : value;
    }
}
