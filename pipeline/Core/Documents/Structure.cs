using System.Collections.Immutable;

namespace Curation.Core.Documents;

/// <summary>What an extractor found of a text's structure; offsets count UTF-16 units of <see cref="Document.Text"/>.</summary>
public sealed record Structure
{
    /// <summary>Headings in order.</summary>
    public ImmutableArray<Heading> Headings { get; init; } = [];

    /// <summary>JSON-LD blocks of the page, as found.</summary>
    public ImmutableArray<string> JsonLd { get; init; } = [];

    /// <summary>Questions with answers that the source itself marks as such.</summary>
    public ImmutableArray<QuestionAnswer> Questions { get; init; } = [];

    /// <summary>Entries of definition lists.</summary>
    public ImmutableArray<Definition> Definitions { get; init; } = [];
}

/// <summary>A heading of the text.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Start">Offset of its first character in the text.</param>
/// <param name="Text">The heading's text.</param>
public sealed record Heading(int Level, int Start, string Text);

/// <summary>An entry of a definition list.</summary>
/// <param name="Term">The term.</param>
/// <param name="Text">What is said of it.</param>
public sealed record Definition(string Term, string Text);

/// <summary>A question and its answer.</summary>
/// <param name="Question">The question's text.</param>
/// <param name="Answer">The answer's text.</param>
/// <param name="Evidence">The passage of the source that supports the answer, if known.</param>
public sealed record QuestionAnswer(string Question, string Answer, string? Evidence = null);
