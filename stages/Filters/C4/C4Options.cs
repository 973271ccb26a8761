using Curation.Core.Contracts;

namespace Curation.Stages.Filters.C4;

/// <summary>Whose reading of C4's rules a filter follows.</summary>
public enum C4Dialect
{
    /// <summary>datatrove's <c>C4QualityFilter</c>: at least 5 sentences, lines of at least 3 words.</summary>
    Datatrove,

    /// <summary>dolma's tagger <c>c4_v1</c>, whose flags drop the document and whose spans are cut out.</summary>
    Dolma,

    /// <summary>The same by dolma's tagger <c>c4_v2</c>: JavaScript counts inside words too.</summary>
    DolmaV2,

    /// <summary>DCLM's configuration <c>c4.yaml</c>: at least 3 sentences, lines of at least 5 words, at most 190,000 characters.</summary>
    Dclm,
}

/// <summary>Options of <see cref="C4Filter"/>. A null takes the dialect's value (datatrove, dolma, DCLM).</summary>
public sealed record C4Options : IOptions
{
    /// <summary>Whose reading of the rules.</summary>
    public C4Dialect Dialect { get; init; } = C4Dialect.Datatrove;

    /// <summary>Whether lines that do not end in terminal punctuation are cut out; FineWeb switches it off.</summary>
    public bool TerminalPunctuation { get; init; } = true;

    /// <summary>Fewest sentences that a document keeps (5, 0, 3).</summary>
    public int? MinSentences { get; init; }

    /// <summary>Fewest words between blanks of a line that is kept (3, 3, 5).</summary>
    public int? MinWordsPerLine { get; init; }

    /// <summary>Longest word, in code points, of a line that is kept (1000, none, 1000).</summary>
    public int? MaxWordLength { get; init; }

    /// <summary>Most code points of a document (none, none, 190,000).</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>Whether citation marks (<c>[12]</c>, <c>[edit]</c>, <c>[citation needed]</c>) are cut out of lines; dolma's dialect does not.</summary>
    public bool RemoveCitations { get; init; } = true;

    /// <summary>File of words and phrases, one a line, that drop a document; compared without case: words with what stands between blanks, phrases (and everything in languages written without blanks) anywhere in a line. Null: none.</summary>
    public string? BadWords { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinSentences is null or >= 0, nameof(MinSentences), MinSentences, "at least 0");
        errors.Require(MinWordsPerLine is null or >= 0, nameof(MinWordsPerLine), MinWordsPerLine, "at least 0");
        errors.Require(MaxWordLength is null or >= 1, nameof(MaxWordLength), MaxWordLength, "at least 1");
        errors.Require(MaxCharacters is null or >= 1, nameof(MaxCharacters), MaxCharacters, "at least 1");
        if (BadWords is { } file && !File.Exists(file)) errors.Add($"badWords: file {file} does not exist");
    }
}
