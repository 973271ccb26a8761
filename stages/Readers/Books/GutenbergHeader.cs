using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Books;

/// <summary>What Project Gutenberg's notices say of a book, and where the book itself stands between them.</summary>
internal sealed partial record GutenbergHeader(bool IsGutenberg, string? Title, string? Author, string? Language, string? Number, string? Released)
{
    /// <summary>Characters from either end that may be notices.</summary>
    const int Reach = 60_000;

    static readonly Dictionary<string, string> s_languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["English"] = "en",
        ["German"] = "de",
        ["French"] = "fr",
        ["Spanish"] = "es",
        ["Italian"] = "it",
        ["Portuguese"] = "pt",
        ["Dutch"] = "nl",
        ["Finnish"] = "fi",
        ["Swedish"] = "sv",
        ["Danish"] = "da",
        ["Norwegian"] = "no",
        ["Latin"] = "la",
        ["Greek"] = "el",
        ["Chinese"] = "zh",
        ["Esperanto"] = "eo",
        ["Hungarian"] = "hu",
        ["Polish"] = "pl",
        ["Czech"] = "cs",
        ["Catalan"] = "ca",
        ["Japanese"] = "ja",
        ["Russian"] = "ru",
        ["Tagalog"] = "tl",
        ["Welsh"] = "cy",
        ["Icelandic"] = "is",
        ["Bulgarian"] = "bg",
        ["Hebrew"] = "he",
    };

    /// <summary>Code of the language; null if the notice names none that is known.</summary>
    public string? LanguageCode => Language is not null && s_languages.TryGetValue(Language.Split(',', ';')[0].Trim(), out var code) ? code : null;

    /// <summary>Reads the notices; without any the book is the whole text.</summary>
    public static GutenbergHeader Read(string text, out int start, out int end)
    {
        (start, end) = (0, text.Length);
        var head = text[..Math.Min(text.Length, Reach)];
        var begin = Begin().Matches(head) is { Count: > 0 } begins ? begins[^1] : null;
        var tail = Math.Max(0, text.Length - Reach);
        var finish = End().Match(text, tail);
        if (begin is not null) start = begin.Index + begin.Length;
        if (finish.Success && finish.Index > start) end = finish.Index;
        var isGutenberg = begin is not null || finish.Success;
        var notice = begin is null ? "" : head[..begin.Index];
        return new(isGutenberg, Field(notice, Title1()), Field(notice, Author1()), Field(notice, Language1()), Field(notice, Number1()), Field(notice, Released1()));
    }

    /// <summary>The facts as metadata.</summary>
    public ImmutableSortedDictionary<string, string> Metadata()
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        if (Author is not null) metadata["author"] = Author;
        if (Number is not null) metadata["gutenberg"] = Number;
        if (Released is not null) metadata["released"] = Released;
        return metadata.ToImmutable();
    }

    /// <summary>A field, with the lines that continue it.</summary>
    static string? Field(string notice, Regex field) => field.Match(notice) is { Success: true } match ? Blanks().Replace(match.Groups[1].Value, " ").Trim() : null;

    [GeneratedRegex(@"^.{0,4}\*\*\*? ?START OF TH(?:E|IS) PROJECT GUTENBERG[^*]{0,300}\*\*\*.*$|^\*END\*? ?THE SMALL PRINT!.*$|^\*END THE SMALL PRINT!.*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^.{0,4}\*\*\*? ?END OF TH(?:E|IS) PROJECT GUTENBERG|^ *End of (?:the |this )?Project Gutenberg.{0,4}s?\b", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex End();

    [GeneratedRegex(@"^Title: *((?:.+)(?:\n {2,}.+)*)", RegexOptions.Multiline)]
    private static partial Regex Title1();

    [GeneratedRegex(@"^Author: *((?:.+)(?:\n {2,}.+)*)", RegexOptions.Multiline)]
    private static partial Regex Author1();

    [GeneratedRegex(@"^Language: *(.+)$", RegexOptions.Multiline)]
    private static partial Regex Language1();

    [GeneratedRegex(@"\[E(?:Book|text) #(\d+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Number1();

    [GeneratedRegex(@"^(?:Release|Posting) Date: *([^\[\n]+)", RegexOptions.Multiline)]
    private static partial Regex Released1();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
